package dev.slipway.ledger.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/a/b/c/-/tree/v1, https://git.example.org/a/b/c/-/commit/abc, https://git.example.org/a/b/c/-/compare/f...t",
        "https://gitlab.example.org/a/b, https://gitlab.example.org/a/b.git, https://gitlab.example.org/a/b/-/compare/f...t",
        "https://gitlab.com/a/b/, https://gitlab.com/a/b/-/tree/v2, https://gitlab.com/a/b/-/compare/f...t",
        "https://github.com/a/b/tree/v1, https://github.com/a/b/commit/abc, https://github.com/a/b/compare/f...t",
        "https://github.com/a/b.git, https://github.com/a/b, https://github.com/a/b/compare/f...t",
    })
    void findsThePage(String from, String to, URI page) {
        assertThat(Comparison.of(from, "f", to, "t")).contains(page);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/a/b, https://github.com/a/c",
        "https://gitlab.com/a/b, https://github.com/a/b",
        "https://git.example.org/a/b, https://git.example.org/a/b",
        "https://github.com/a, https://github.com/a",
        "https://github.com.evil.example/a/b?x, https://github.com/a/b",
    })
    void findsNoneElsewhere(String from, String to) {
        assertThat(Comparison.of(from, "f", to, "t")).isEmpty();
    }
}
