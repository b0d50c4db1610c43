package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DumpContentsTest {
    @Test
    void leavesToTheSuperuserOnlyWhatTakesOne() {
        DumpContents contents = DumpContents.of("""
                ;
                ; Archive created at 2026-11-28 10:42:22 UTC
                ;     TOC Entries: 16
                ;
                6; 2615 16386 SCHEMA - trap x
                2; 3079 16400 EXTENSION - pg_stat_statements\s
                3268; 0 0 COMMENT - EXTENSION pg_stat_statements\s
                3269; 0 0 ACL - DATABASE x x
                215; 1259 16389 TABLE public t x
                219; 1255 16392 FUNCTION trap t_text(public.t) x
                3270; 0 0 COMMENT trap EXTENSION x
                3122; 2605 16393 CAST - CAST (public.t AS text)\s
                3271; 0 0 ACL trap FUNCTION good(integer) x
                3272; 0 0 ACL - SCHEMA trap x
                3267; 0 16395 TABLE DATA public EXTENSION - c x
                """);
        assertThat(contents.frame())
                .containsExactly(
                        "6; 2615 16386 SCHEMA - trap x",
                        "2; 3079 16400 EXTENSION - pg_stat_statements ",
                        "3268; 0 0 COMMENT - EXTENSION pg_stat_statements ",
                        "3269; 0 0 ACL - DATABASE x x");
        assertThat(contents.rest()).hasSize(7).allMatch(line -> line.matches("[0-9]+; .*"));
    }
}
