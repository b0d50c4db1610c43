package dev.slipway.ledger.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.definition.reading.Definition;
import dev.slipway.ledger.definition.reading.DefinitionReader;
import dev.slipway.ledger.definition.reading.Reading;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    private static final String SHOP = """
            service: shop
            environments:
              production: {workers: 2, memory: 512m}
            database: true
            """;
    private static final String TIMERS =
            "; persistent EJB timers that the application created are left behind: it has to create them again";

    @Test
    void isNothingBetweenEquals() {
        assertThat(between(SHOP, SHOP + "title: shop # as it is\nprobe: /\nlogin: false\n"))
                .isEmpty();
        assertThat(between(SHOP, SHOP.replace("512m", "512M"))).isEmpty();
    }

    @Test
    void saysWhatAMemberWasAndIs() {
        assertThat(between(SHOP, SHOP.replace("512m", "768m").replace("workers: 2", "workers: 3") + "title: Web shop"))
                .containsExactly(
                        "title: shop → Web shop",
                        "environments.production.workers: 2 → 3",
                        "environments.production.memory: 512m → 768m");
    }

    @Test
    void saysWhereMailIsSent() {
        String off = SHOP.replace("512m", "512m, mail: false");
        assertThat(between(SHOP, off)).containsExactly("environments.production.mail: sent → not sent");
        assertThat(between(SHOP, SHOP.replace("512m", "512m, mail: true"))).isEmpty();
        assertThat(Difference.between(null, read(off)))
                .contains("environments.production: none → workers 2, memory 512m, metaspace 256m, mail not sent");
    }

    @Test
    void saysWhatAWorkerThatGoesLeavesBehind() {
        String plain = SHOP.replace("database: true\n", "");
        String queues = plain + "messaging: {queues: [orders]}\n";
        String fewer = "workers: 1";
        assertThat(between(queues, queues.replace("workers: 2", fewer)))
                .containsExactly("environments.production.workers: 2 → 1; messages in the queues of a removed worker"
                        + " wait there until it is added again");
        assertThat(between(queues, queues.replace("workers: 2", "workers: 3")))
                .containsExactly("environments.production.workers: 2 → 3");
        assertThat(between(plain, plain.replace("workers: 2", fewer)))
                .containsExactly("environments.production.workers: 2 → 1");
        assertThat(between(SHOP, SHOP.replace("workers: 2", fewer)))
                .containsExactly(
                        "environments.production.workers: 2 → 1; a persistent EJB timer that is running on a removed worker"
                                + " is aborted, and may not run again until that worker is added again");
    }

    @Test
    void saysWhatComesAndGoesAsAWhole() {
        String other = """
                service: shop
                environments:
                  staging: {memory: 384m}
                login: true
                mail: {from: shop@example.org}
                messaging: {topics: [prices, stock]}
                """;
        assertThat(between(SHOP, other))
                .containsExactly(
                        "environments.staging: none → workers 1, memory 384m, metaspace 256m",
                        "login: none → yes",
                        "mail: none → from shop@example.org",
                        "messaging: none → topics prices, stock",
                        "environments.production: workers 2, memory 512m, metaspace 256m → none; the data stay",
                        "database: yes → none; the data stay" + TIMERS);
    }

    /** They are in the database, or without one in the files of each worker. */
    @Test
    void saysWhatIsLeftOfTimersWhereTheDatabaseComesOrGoes() {
        String without = SHOP.replace("database: true\n", "");
        assertThat(between(without, SHOP)).containsExactly("database: none → yes" + TIMERS);
        assertThat(between(SHOP, SHOP.replace("true", "{jndi: [java:jboss/datasources/Shop]}")))
                .singleElement()
                .asString()
                .doesNotContain("timers");
    }

    /** httpd takes it at once, and the archive that runs has another one. */
    @Test
    void saysThatAnotherContextRootLeavesWhatRunsUnreachable() {
        String left =
                "; httpd leads to that path alone from then on: until an archive with it is deployed, visitors may"
                        + " get 404";
        String shop = SHOP + "contextRoot: /shop\nprobe: /shop/ready\n";
        assertThat(between(SHOP + "probe: /shop/ready\n", shop)).containsExactly("contextRoot: / → /shop" + left);
        assertThat(between(shop, shop.replace("contextRoot: /shop", "contextRoot: /shop2")))
                .containsExactly("contextRoot: /shop → /shop2" + left);
        assertThat(between(shop, SHOP + "probe: /shop/ready\n")).containsExactly("contextRoot: /shop → /");
        assertThat(between(shop.replace("contextRoot: /shop", "contextRoot: /shop/web"), shop))
                .containsExactly("contextRoot: /shop/web → /shop");
    }

    @Test
    void saysWhichRolesPeopleLose() {
        String both = SHOP + "login: {roles: [customer, clerk]}\n";
        String one = SHOP + "login: {roles: [customer]}\n";
        assertThat(between(both, one))
                .containsExactly("login.roles: customer, clerk → customer; whoever has clerk in Keycloak loses it");
        assertThat(between(one, both)).containsExactly("login.roles: customer → customer, clerk");
        assertThat(between(SHOP + "login: true\n", one)).containsExactly("login.roles: none → customer");
        assertThat(between(one, SHOP))
                .containsExactly("login: roles customer → none; people keep their roles in Keycloak");
    }

    @Test
    void saysAllOfWhatIsNewOrGone() {
        assertThat(Difference.between(null, read(SHOP)))
                .containsExactly(
                        "title: none → shop",
                        "environments.production: none → workers 2, memory 512m, metaspace 256m",
                        "database: none → yes",
                        "contextRoot: none → /",
                        "probe: none → /");
        assertThat(Difference.between(read(SHOP), null))
                .contains("environments.production: workers 2, memory 512m, metaspace 256m → none; the data stay");
    }

    @Test
    void isInOneEnvironmentWhatIsSaidOfThatOne() {
        Definition both = read(SHOP.replace("environments:", "environments:\n  staging: {memory: 1g}"));
        assertThat(both.in("production")).isEqualTo(read(SHOP).in("production"));
        assertThat(both.in("staging")).isNotEqualTo(read(SHOP).in("production"));
    }

    private static List<String> between(String before, String now) {
        return Difference.between(read(before), read(now));
    }

    private static Definition read(String yaml) {
        Reading reading = DefinitionReader.read(yaml, "shop", List.of("staging", "production"));
        return Objects.requireNonNull(
                reading.definition(), () -> reading.mistakes().toString());
    }
}
