drop table gate_decision;
