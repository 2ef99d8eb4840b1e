alter table organisation drop column how_to_pay;
