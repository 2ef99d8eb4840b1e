-- A version that was raised is not taken back: readers have seen it.
select 1;
