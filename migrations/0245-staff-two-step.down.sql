alter table organisation drop column staff_need_two_step;
