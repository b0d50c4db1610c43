package dev.slipway.line.agent.deployment.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.deployment.check.code.OwnCode;
import dev.slipway.line.agent.deployment.check.web.WarRoot;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.archive.DescriptorTexts;
import dev.slipway.line.archive.Descriptors;
import dev.slipway.line.archive.code.Declaration;
import dev.slipway.line.http.Json;
import dev.slipway.line.roll.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What starts and does not work as intended depends on the definition, too. */
class WarningsTest {
    private static final Json SHOP = Wishes.group("shop", "production", 3);

    @Test
    void areNoneOfWhatFits() {
        assertThat(warnings(Map.of(Descriptors.WEB, "<web-app><distributable/></web-app>"), 2, SHOP))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1"})
    void areOfRowsThatEachOfSeveralWorkersHas(int workers, int count) {
        List<Warning> warnings = warnings(
                Map.of(Descriptors.WEB, "<web-app><data-source><url>jdbc:h2:mem:shop</url></data-source></web-app>"),
                workers,
                SHOP);
        assertThat(warnings).hasSize(count);
        assertThat(warnings).allSatisfy(one -> {
            assertThat(one.unless()).isEmpty();
            assertThat(one.texts())
                    .singleElement()
                    .asString()
                    .startsWith("It has an in-memory data source (web.xml), and each of the 2 workers");
        });
    }

    @Test
    void areOfADatabaseOnlyUnlessTheArchiveHasOne() {
        Map<String, String> texts = Map.of(
                "WEB-INF/classes/META-INF/persistence.xml",
                "<persistence><persistence-unit name='orders'/></persistence>");
        assertThat(warnings(texts, 1, SHOP)).isEmpty();
        Json withoutDatabase = Wishes.group("shop", "production", 3).without("database");
        assertThat(warnings(texts, 1, withoutDatabase)).singleElement().satisfies(one -> {
            assertThat(one.unless()).contains(Declaration.DATA_SOURCE);
            assertThat(one.texts())
                    .singleElement()
                    .asString()
                    .startsWith("Its persistence.xml names no data source (orders)");
        });
    }

    @Test
    void areOfALoginOnlyUnlessTheArchiveAsksForOne() {
        Json withLogin = Wishes.group("shop", "production", 3).with("login", Json.object());
        assertThat(warnings(Map.of(), 1, withLogin)).singleElement().satisfies(one -> {
            assertThat(one.unless()).contains(Declaration.CONSTRAINT);
            assertThat(one.texts())
                    .singleElement()
                    .asString()
                    .startsWith("Its definition has a login, but nothing in the archive asks anybody to sign in");
        });
    }

    private static List<Warning> warnings(Map<String, String> texts, int workers, Json definition) {
        WarRoot root = new WarRoot(Optional.of(""), Optional.of("/shop"), false);
        return Warnings.of(
                new ArchiveFacts(DescriptorTexts.of(texts), false, Set.of(), root, new OwnCode()),
                new Target("shop", workers, Optional.of(new Host("/", "/")), DesiredGroup.of(definition)));
    }
}
