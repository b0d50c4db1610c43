package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {
    private static final Path EXPLANATIONS = Path.of("src/main/webapp/docs/problems/index.html");

    @ParameterizedTest
    @EnumSource
    void isExplainedInTheDocumentation(ProblemType type) throws IOException {
        assertThat(Files.readString(EXPLANATIONS)).contains("id=\"" + type.slug() + "\"");
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
