package dev.slipway.line.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiPathTest {
    @Test
    void isAPathWithItsParameters() {
        assertThat(ApiPath.of("releases")
                        .with("service", "shop")
                        .with("version", null)
                        .with("search", "a b&c"))
                .hasToString("releases?service=shop&search=a+b%26c");
    }

    @Test
    void staysAsItIsWhereACopyHasAParameter() {
        ApiPath path = ApiPath.of("environments");
        assertThat(path.with("limit", 100)).hasToString("environments?limit=100");
        assertThat(path.with("limit", 100)).hasToString("environments?limit=100");
        assertThat(path).hasToString("environments");
    }

    @Test
    void continuesTheQueryOfALink() {
        assertThat(ApiPath.of("releases?limit=100").with("cursor", 7)).hasToString("releases?limit=100&cursor=7");
    }
}
