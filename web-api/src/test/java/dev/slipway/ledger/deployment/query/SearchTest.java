package dev.slipway.ledger.deployment.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTest {

    @Test
    void takesNothingForAPattern() {
        assertThat(new Search("a%b_c\\d").anywhere()).isEqualTo("%a\\%b\\_c\\\\d%");
    }

    @Test
    void looksForCommitsByTheirBeginning() {
        assertThat(new Search("C0FFEE").commit()).contains("c0ffee%");
        assertThat(new Search("coffee").commit()).isEmpty();
        assertThat(new Search("sha256:c0ffee").commit()).isEmpty();
    }

    @Test
    void looksForDigestsWithAndWithoutTheirAlgorithm() {
        assertThat(new Search("C0FFEE").digest()).contains("sha256:c0ffee%");
        assertThat(new Search("sha256:c0ffee").digest()).contains("sha256:c0ffee%");
        assertThat(new Search("sha256:").digest()).isEmpty();
        assertThat(new Search("1.0").digest()).isEmpty();
    }
}
