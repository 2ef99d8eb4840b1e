drop index customers_words;
