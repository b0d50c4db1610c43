package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
    private static final Path EXPLANATIONS = Path.of("src/main/webapp/docs/problems/index.html");

    /** What the page has for each type: its anchor, its title, its status, its name, and at least a paragraph about it. */
    private static final Pattern SECTION = Pattern.compile("""
            <section id="([^"]+)">\\s*\
            <h2[^>]*>([^<]+)</h2>\\s*\
            <p class="subtle">(\\d+) · <code>([^<]+)</code></p>\\s*\
            <p>\\s*\\w""");

    @Test
    void eachIsExplainedInTheDocumentationAndNothingElseIs() throws IOException {
        String page = Files.readString(EXPLANATIONS);

        assertThat(SECTION.matcher(page)
                        .results()
                        .map(section -> new Explained(
                                section.group(1),
                                section.group(2).replace('’', '\''),
                                Integer.parseInt(section.group(3)),
                                section.group(4))))
                .containsExactlyElementsOf(
                        Stream.of(ProblemType.values()).map(Explained::of).toList());
        assertThat(page.split("<section", -1)).hasSize(ProblemType.values().length + 1);
    }

    private record Explained(String anchor, String title, int status, String name) {
        static Explained of(ProblemType type) {
            return new Explained(type.slug(), type.example().title(), type.status(), type.slug());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pointsToItsExplanation(ProblemType type) {
        assertThat(type.detailed("x").type()).hasPath("/docs/problems").hasFragment(type.slug());
    }

    @Test
    void isFoundByTheConstraintThatWasViolated() {
        assertThat(ProblemType.ofConstraint("uq_release_service_id_version")).contains(ProblemType.RELEASE_EXISTS);
        assertThat(ProblemType.ofConstraint("")).isEmpty();
        assertThat(ProblemType.ofConstraint("ck_other")).isEmpty();
    }

    @Test
    void namesTheFieldThatTheDatabaseRefused() {
        assertThat(ProblemType.RELEASE_EXISTS.lost().errors())
                .extracting(Violation::field)
                .containsExactly("version");
    }

    @Test
    void isFoundByStatus() {
        assertThat(ProblemType.ofStatus(403)).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(ProblemType.ofStatus(404)).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(ProblemType.ofStatus(418)).isEqualTo(ProblemType.INVALID_REQUEST);
        assertThat(ProblemType.ofStatus(501)).isEqualTo(ProblemType.METHOD_NOT_ALLOWED);
        assertThat(ProblemType.ofStatus(502)).isEqualTo(ProblemType.INTERNAL_ERROR);
    }
}
