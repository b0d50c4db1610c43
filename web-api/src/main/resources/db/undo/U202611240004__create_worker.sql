drop table worker;
