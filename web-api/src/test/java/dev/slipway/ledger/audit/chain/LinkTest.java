package dev.slipway.ledger.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkTest {
    /** The digests were computed by sha256sum, as the handbook says. */
    @Test
    void isMadeAsTheHandbookSays() {
        Link first = Link.behind(
                Link.NONE,
                1,
                "event",
                "0199-a",
                "2026-11-23T10:13:00.000000Z",
                1,
                "{\"id\": \"0199-a\", \"name\": \"ü\"}");
        assertThat(first.digest()).isEqualTo("c92addcb5ad0bf16d58923c77d45c469f73ba4da252ee3ab560cb67a50069ee5");
        assertThat(first.hash()).isEqualTo("c0a1ce14af99d9c205737466345350ce28950c59d701e24eae894136ae620f6b");
        Link second =
                Link.behind(first.hash(), 2, "release_commit", "0199-b/3", "2026-11-23T10:14:00.000000Z", 1, "{}");
        assertThat(second.hash()).isEqualTo("33f4caca836ee2420e503a61fe21422c7c372caf71e8835048bebe1f72c8f9c6");
        assertThat(second.rowId()).isEqualTo("0199-b");
        assertThat(second.rowNumber()).isEqualTo(3);
        assertThat(first.rowNumber()).isZero();
    }
}
