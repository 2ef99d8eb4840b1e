drop index customers_deleted;
