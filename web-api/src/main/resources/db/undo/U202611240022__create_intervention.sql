drop table intervention;
