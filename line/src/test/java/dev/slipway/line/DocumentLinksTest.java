package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that README.md and CONTRIBUTING.md lead to are there; the handbook's own links are a test in the browser. */
class DocumentLinksTest {
    /** Maven runs a module's tests in its folder. */
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void leadToFilesThatAreThere(String document) throws IOException {
        List<String> targets = LINK.matcher(Files.readString(CHECKOUT.resolve(document)))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("https://"))
                .toList();
        assertThat(targets)
                .isNotEmpty()
                .allSatisfy(target -> assertThat(CHECKOUT.resolve(target)).exists());
    }
}
