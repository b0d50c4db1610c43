package dev.slipway.line.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangelogTest {
    private static final String TEXT = """
            # Changelog

            ## [Unreleased]

            ### Added
            - something that is not out yet

            ## [0.3.0] - 2026-12-24

            ### Changed
            - Another thing

            ### What you must do
            - Say `SLIPWAY_X=1`
              before you start.
            - Tell people.

            ### Before you go back
            - Take an extract
              of all of it.

            ## [0.2.0] - 2026-12-01

            ### Added
            - A thing

            ### What you must do
            - Nothing.

            ## 0.1.0 - 2026-11-28

            ### Added
            - All of it

            [Unreleased]: https://example.org/compare
            [0.3.0]: https://example.org/v0.3.0
            """;

    @Test
    void tellsWhatCameBetweenTwoVersionsOldestFirst() {
        assertThat(between("0.1.0", "0.3.0"))
                .extracting(section -> section.version().toString())
                .containsExactly("0.2.0", "0.3.0");
        assertThat(between("0.2.0", "0.2.5")).isEmpty();
        assertThat(between("0.3.0", "0.1.0")).isEmpty();
    }

    @Test
    void tellsWhatHasToBeDone() {
        assertThat(between("0.2.0", "0.3.0").get(0).toDo())
                .containsExactly("Say `SLIPWAY_X=1` before you start.", "Tell people.");
        assertThat(between("0.1.0", "0.2.0").get(0).toDo()).isEmpty();
    }

    @Test
    void tellsWhatHasToBeDoneBeforeGoingBack() {
        assertThat(between("0.2.0", "0.3.0").get(0).beforeGoingBack()).containsExactly("Take an extract of all of it.");
        assertThat(between("0.1.0", "0.2.0").get(0).beforeGoingBack()).isEmpty();
    }

    @Test
    void tellsWhatChangedWithoutThat() {
        assertThat(between("0.2.0", "0.3.0").get(0).changes()).containsExactly("### Changed", "- Another thing");
    }

    /** The one that ships: each version says what has to be done, if only that it is nothing. */
    @Test
    void theOneOfThisCheckoutHasWhatPeopleNeed() throws IOException {
        Path checkout = checkout();
        String text = Files.readString(checkout.resolve("CHANGELOG.md"));
        assertThat(text).contains("## [Unreleased]");
        Changelog changelog = Changelog.of(text);
        assertThat(changelog.sections()).isNotEmpty();
        assertThat(changelog.sections())
                .allSatisfy(section -> assertThat(section.lines()).contains("### What you must do"));
        Components components = Components.of(Files.readString(checkout.resolve("pom.xml")));
        assertThat(changelog.sections())
                .as("the POM's version")
                .anyMatch(section -> section.version().toString().equals(components.slipway()));
        assertThat(components.versions()).containsKeys("WildFly", "Keycloak", "PostgreSQL", "Hibernate", "Flyway");
        assertThat(components.java()).isGreaterThanOrEqualTo(17);
    }

    /** Git merges two branches that each add a heading into a section with both. */
    @Test
    void theOneOfThisCheckoutHasEachHeadingOnce() throws IOException {
        List<String> lines = Files.readAllLines(checkout().resolve("CHANGELOG.md"));
        Set<String> headings = new HashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("## ")) {
                headings.clear();
            } else if (line.startsWith("### ")) {
                assertThat(headings.add(line))
                        .as("%s in line %d is its section's first", line, i + 1)
                        .isTrue();
                assertThat(lines.get(i - 1))
                        .as("the line before line %d", i + 1)
                        .isEmpty();
            }
        }
    }

    private static Path checkout() {
        Path checkout = Path.of("").toAbsolutePath();
        while (!Files.exists(checkout.resolve("CHANGELOG.md"))) {
            checkout = checkout.resolveSibling("");
        }
        return checkout;
    }

    private static List<Changelog.Section> between(String from, String to) {
        return Changelog.of(TEXT)
                .between(Version.of(from).orElseThrow(), Version.of(to).orElseThrow());
    }
}
