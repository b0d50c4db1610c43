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
                3265; 0 0 ENCODING - ENCODING\s
                3266; 1262 16384 DATABASE - x x
                3269; 0 0 ACL - DATABASE x x
                ;\tdepends on: 3266
                6; 2615 16386 SCHEMA - trap x
                2; 3079 16400 EXTENSION - pg_stat_statements\s
                3268; 0 0 COMMENT - EXTENSION pg_stat_statements\s
                ;\tdepends on: 2
                215; 1259 16389 TABLE public t x
                216; 1259 16395 TABLE public EXTENSION - c x
                217; 1259 16396 TABLE DATA t x
                219; 1255 16392 FUNCTION trap t_text(public.t) x
                3270; 0 0 COMMENT trap EXTENSION x
                ;\tdepends on: 219
                3122; 2605 16393 CAST - CAST (public.t AS text)\s
                3123; 2604 16397 DEFAULT ACL t id x
                3271; 0 0 ACL trap FUNCTION good(a integer) x
                ;\tdepends on: 219
                3272; 0 0 ACL - SCHEMA trap x
                ;\tdepends on: 6
                3267; 0 16395 TABLE DATA public EXTENSION - c x
                ;\tdepends on: 216
                """);
        assertThat(contents.frame())
                .containsExactly(
                        "3269; 0 0 ACL - DATABASE x x",
                        "6; 2615 16386 SCHEMA - trap x",
                        "2; 3079 16400 EXTENSION - pg_stat_statements ",
                        "3268; 0 0 COMMENT - EXTENSION pg_stat_statements ");
        assertThat(contents.rest())
                .extracting(line -> line.substring(0, line.indexOf(';')))
                .containsExactly("215", "216", "217", "219", "3270", "3122", "3123", "3271", "3272", "3267");
    }

    /** The owner may not write the rows of spatial_ref_sys, which PostGIS registers for dumps. */
    @Test
    void leavesToTheSuperuserWhatExtensionsRegister() {
        DumpContents contents = DumpContents.of("""
                2; 3079 16385 EXTENSION - postgis\s
                220; 1259 17000 TABLE public item shop
                221; 1259 17004 SEQUENCE public item_id_seq shop
                4100; 0 16700 TABLE DATA public spatial_ref_sys postgres
                ;\tdepends on: 218
                4101; 0 17000 TABLE DATA public item shop
                ;\tdepends on: 220
                4102; 0 0 SEQUENCE SET public item_id_seq shop
                ;\tdepends on: 221
                4103; 0 0 SEQUENCE SET tiger county_gid_seq postgres
                ;\tdepends on: 219
                """);
        assertThat(contents.frame())
                .containsExactly(
                        "2; 3079 16385 EXTENSION - postgis ",
                        "4100; 0 16700 TABLE DATA public spatial_ref_sys postgres",
                        "4103; 0 0 SEQUENCE SET tiger county_gid_seq postgres");
        assertThat(contents.rest()).hasSize(4);
    }

    /** The owner may not grant them, and the rest may need them, as CREATE SERVER does. */
    @Test
    void leavesToTheSuperuserRightsToWhatTheDumpDoesNotMake() {
        DumpContents contents = DumpContents.of("""
                4000; 1262 16384 DATABASE - shop shop
                2; 3079 16385 EXTENSION - postgres_fdw\s
                2000; 1417 16390 SERVER - elsewhere shop
                220; 1259 17000 TABLE public item shop
                4001; 0 0 ACL - FOREIGN DATA WRAPPER postgres_fdw postgres
                ;\tdepends on: 1900
                4002; 0 0 ACL - FOREIGN SERVER elsewhere shop
                ;\tdepends on: 2000
                4003; 0 0 ACL pg_catalog FUNCTION pg_stat_reset() postgres
                ;\tdepends on: 300
                4004; 0 0 ACL public TABLE item shop
                ;\tdepends on: 220
                4005; 0 0 ACL public COLUMN item.id shop
                ;\tdepends on: 220 4004
                4006; 0 0 ACL public COLUMN pg_stat_statements.query postgres
                ;\tdepends on: 218 4007
                4007; 0 0 ACL public TABLE pg_stat_statements postgres
                ;\tdepends on: 218
                1800; 826 17010 DEFAULT ACL public DEFAULT PRIVILEGES FOR TABLES postgres
                1801; 826 17011 DEFAULT ACL public DEFAULT PRIVILEGES FOR TABLES shop
                """);
        assertThat(contents.frame())
                .extracting(line -> line.substring(0, line.indexOf(';')))
                .containsExactly("2", "4001", "4003", "4006", "4007", "1800");
        assertThat(contents.rest())
                .extracting(line -> line.substring(0, line.indexOf(';')))
                .containsExactly("2000", "220", "4002", "4004", "4005", "1801");
    }

    /** Its owner could not make them, and the superuser's would run its owner's code. */
    @Test
    void leavesOutWhatASuperuserMadeOfTheOwnersObjects() {
        DumpContents contents = DumpContents.of("""
                4000; 1262 16384 DATABASE - shop shop
                219; 1255 16392 FUNCTION public noted() postgres
                3300; 3466 17020 EVENT TRIGGER - noted postgres
                4001; 0 0 COMMENT - EVENT TRIGGER noted postgres
                ;\tdepends on: 3300
                3301; 6104 17021 PUBLICATION - everything postgres
                3302; 6104 17022 PUBLICATION - items shop
                3303; 6106 17023 PUBLICATION TABLE public items item shop
                """);
        assertThat(contents.frame()).isEmpty();
        assertThat(contents.rest())
                .extracting(line -> line.substring(0, line.indexOf(';')))
                .containsExactly("219", "3302", "3303");
    }
}
