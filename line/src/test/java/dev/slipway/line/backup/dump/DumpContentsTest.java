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
                216; 1259 16395 TABLE public EXTENSION - c x
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
        assertThat(contents.rest()).hasSize(8).allMatch(line -> line.matches("[0-9]+; .*"));
    }

    /** The owner may not write the rows of spatial_ref_sys, which PostGIS registers for dumps. */
    @Test
    void leavesToTheSuperuserWhatExtensionsRegister() {
        DumpContents contents = DumpContents.of("""
                2; 3079 16385 EXTENSION - postgis\s
                220; 1259 17000 TABLE public item shop
                221; 1259 17004 SEQUENCE public item_id_seq shop
                4100; 0 16700 TABLE DATA public spatial_ref_sys postgres
                4101; 0 17000 TABLE DATA public item shop
                4102; 0 0 SEQUENCE SET public item_id_seq shop
                4103; 0 0 SEQUENCE SET tiger county_gid_seq postgres
                """);
        assertThat(contents.frame())
                .containsExactly(
                        "2; 3079 16385 EXTENSION - postgis ",
                        "4100; 0 16700 TABLE DATA public spatial_ref_sys postgres",
                        "4103; 0 0 SEQUENCE SET tiger county_gid_seq postgres");
        assertThat(contents.rest()).hasSize(4);
    }
}
