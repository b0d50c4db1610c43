package dev.slipway.ledger.definition.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.definition.Definition;
import dev.slipway.ledger.definition.Definition.Database;
import dev.slipway.ledger.definition.Definition.Login;
import dev.slipway.ledger.definition.Definition.Mail;
import dev.slipway.ledger.definition.Definition.Messaging;
import dev.slipway.ledger.definition.Definition.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReaderTest {
    private static final List<String> KNOWN = List.of("staging", "production");

    private static final String SMALL = """
            service: shop
            environments:
              production:
            """;

    @Test
    void readsEverything() {
        assertThat(read("""
                        # a shop
                        service: shop
                        title: Web shop
                        environments:
                          staging: {workers: 1, memory: 384m, mail: false}
                          production: {workers: 2, memory: 2g, metaspace: 512M, mail: true}
                        database: {jndi: [java:jboss/datasources/ShopDS, "java:/Other"]}
                        login: {roles: [customer, shop.clerk]}
                        mail: {from: shop@example.org}
                        messaging:
                          queues:
                            - orders
                            - java:/queue/returns
                        contextRoot: /shop
                        probe: /shop/health
                        """).definition())
                .isEqualTo(new Definition(
                        "shop",
                        "Web shop",
                        Map.of(
                                "staging", new Size(1, new Memory(384), new Memory(256), false),
                                "production", new Size(2, new Memory(2048), new Memory(512), null)),
                        new Database(List.of("java:jboss/datasources/ShopDS", "java:/Other")),
                        new Login(List.of("customer", "shop.clerk")),
                        new Mail("shop@example.org", List.of()),
                        new Messaging(List.of("orders", "java:/queue/returns"), List.of()),
                        "/shop",
                        "/shop/health"));
    }

    @Test
    void fillsInWhatIsLeftOut() {
        assertThat(read(SMALL).definition())
                .isEqualTo(new Definition(
                        "shop",
                        "shop",
                        Map.of("production", new Size(1, new Memory(256), new Memory(256), null)),
                        null,
                        null,
                        null,
                        null,
                        "/",
                        "/"));
    }

    @Test
    void takesTrueForAllThatIsUsualAndFalseForNone() {
        Definition all = definition(SMALL + "database: true\nlogin: true\nmail: true\n");
        assertThat(all.database()).isEqualTo(new Database(List.of()));
        assertThat(all.login()).isEqualTo(new Login(List.of()));
        assertThat(all.mail()).isEqualTo(new Mail(null, List.of()));
        assertThat(definition(SMALL + "database: false\nlogin: false\nmail: false\n"))
                .isEqualTo(definition(SMALL));
    }

    @Test
    void readsJsonWhichIsYaml() {
        assertThat(definition("{\"service\": \"shop\", \"environments\": {\"production\": {}}}"))
                .isEqualTo(definition(SMALL));
    }

    @Test
    void saysInWhichLineTheMistakeIsAndHowToMendIt() {
        assertThat(read("""
                        service: shop
                        environments:
                          production:
                            memory: 768mb
                        """).mistakes())
                .hasToString(
                        "[line 4: environments.production.memory must be a number of megabytes or gigabytes such as 768m or"
                                + " 2g, from 128m to 8g]");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertThat(read("""
                        service: store
                        titel: Web shop
                        environments:
                          production: {workers: 9, memory: 1m}
                          stagin: {}
                        database: yes
                        login: {roles: customer}
                        mail: {from: nobody}
                        messaging: {queues: [orders, orders, "a b"]}
                        contextRoot: shop
                        service: shop
                        """).mistakes())
                .extracting(mistake -> "(" + mistake.line() + ", " + mistake.path() + ")")
                .containsExactly(
                        "(1, service)",
                        "(2, titel)",
                        "(4, environments.production.workers)",
                        "(4, environments.production.memory)",
                        "(5, environments.stagin)",
                        "(6, database)",
                        "(7, login.roles)",
                        "(8, mail.from)",
                        "(9, messaging.queues[1])",
                        "(9, messaging.queues[2])",
                        "(10, contextRoot)",
                        "(11, service)");
    }

    @Test
    void takesSeveralNamesOfOneQueue() {
        assertThat(read(SMALL + "messaging: {queues: [orders, java:/a/orders, java:/b/orders, java:/c, c]}\n")
                        .mistakes())
                .isEmpty();
    }

    @Test
    void givesABrokerAlone() {
        assertThat(Objects.requireNonNull(read(SMALL + "messaging: true\n").definition())
                        .messaging())
                .isEqualTo(new Messaging(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "titel: a | titel is not known; did you mean title?",
                "contextroot: /a | contextroot is not known; did you mean contextRoot?",
                "replicas: 2 | replicas is not known; the keys here are service, title, environments, database",
                "<<: {a: 1} | << is not known",
                "title: | title must be one line",
                "title: [a] | title must be one line",
                "title: ' a' | title must be one line",
                "database: yes | database must be a mapping with jndi, or true",
                "database: 'true' | database must be a mapping with jndi, or true",
                "database: | database must be a mapping with jndi, or true",
                "database: {jdni: [a]} | database.jdni is not known; did you mean jndi?",
                "database: {jndi: []} | database.jndi must have 1 to 50 elements",
                "database: {jndi: java:/A} | database.jndi must be a list such as [java:jboss/datasources/ShopDS]",
                "database: {jndi: [jdbc/shop]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/datasources/shop]} | database.jndi[0] is there by itself; take it out",
                "database: {jndi: [java:/A, java:/A]} | database.jndi[1] is in the list already",
                "login: {roles: [1st]} | login.roles[0] must be a role's name",
                "login: {roles: [[a]]} | login.roles[0] must be a role's name",
                "login: {roles: [~]} | login.roles[0] must be a role's name",
                "mail: {from: shop} | mail.from must be a mail address such as alice@example.org",
                "mail: {to: a@b.org} | mail.to is not known",
                "messaging: orders | messaging must be a mapping with queues and topics, or true",
                "messaging: {queues: ['java:/queue/']} | messaging.queues[0] must be a queue's name",
                "messaging: {queues: ['java:comp/orders']} | messaging.queues[0] must be a queue's name",
                "messaging: {queue: [orders]} | messaging.queue is not known; did you mean queues?",
                "messaging: {topics: ['a/b']} | messaging.topics[0] must be a topic's name",
                "probe: health | probe must be a path",
                "probe: /health?x=1 | probe must be a path",
                "mail: {from: a#b@example.org} | mail.from must be a mail address",
                "contextRoot: /a b | contextRoot must be a path",
                "? [a, b] : c | definition must have words as keys",
                "title: 'a\tb' | title must be one line",
                "title: \"a\\nb\" | title must be one line",
                "title: {a: b} | title must be one line",
                "Title: a | Title is not known; did you mean title?",
                "\"title \": a | title  is not known",
                "databases: true | databases is not known; did you mean database?",
                "login: {roles: [customer, customer]} | login.roles[1] is in the list already",
                "login: {roles: [caf\u00e9]} | login.roles[0] must be a role's name",
                "login: {roles: {customer: true}} | login.roles must be a list such as [customer]",
                "login: [customer] | login must be a mapping with roles, or true",
                "login: 1 | login must be a mapping with roles, or true",
                "mail: {from: a@b.org, from: c@d.org} | mail.from is there already, in line 4; keep one of them",
                "mail: {from: } | mail.from must be a mail address",
                "mail: {from: [a@b.org]} | mail.from must be a mail address",
                "mail: {jndi: [java:jboss/mail/Default]} | mail.jndi[0] is there by itself; take it out",
                "database: {jndi: [java:comp/env/jdbc/shop]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/datasources/]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/a//b]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/datasources]} | database.jndi[0] is a part of java:jboss/datasources/shop",
                "database: {jndi: [java:/shop/DS, java:/shop]} | database.jndi[1] is a part of java:/shop/DS",
                "database: {jndi: [java:/shop, java:/shop/DS]} | database.jndi[1] lies within java:/shop",
                "database: {jndi: ['java:/${env.SECRET}']} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:/JmsXA]} | database.jndi[0] is a name of the server's own",
                "database: {jndi: [java:jboss/ee/concurrency/shop]} | database.jndi[0] is a name of the server's own",
                "mail: {jndi: [java:jboss/TransactionManager]} | mail.jndi[0] is a name of the server's own",
                "messaging: {queues: [DLQ]} | messaging.queues[0] is there by itself; take it out",
                "messaging: {queues: [orders, orders]} | messaging.queues[1] is in the list already",
                "messaging: {queues: [java:/queue/DLQ]} | messaging.queues[0] ends in DLQ, which is the server's own",
                "messaging: {queues: [java:/a/Orders, java:/b/Orders]} | messaging.queues[1] ends as java:/a/Orders does",
                "messaging: {topics: [java:/a/Prices, java:/b/Prices]} | messaging.topics[1] ends as java:/a/Prices does",
                "messaging: {queues: orders} | messaging.queues must be a list such as [orders]",
                "messaging: {queues: } | messaging.queues must be a list such as [orders]",
                "messaging: {topics: ['${x}']} | messaging.topics[0] must be a topic's name",
                "contextRoot: | contextRoot must be a path",
                "contextRoot: [/] | contextRoot must be a path",
                "contextRoot: /a%20b | contextRoot must be a path",
                "contextRoot: https://shop.example.org/ | contextRoot must be a path",
                "probe: '/a#b' | probe must be a path",
                "version: 3 | version is not known; the keys here are service",
                "environment: production | environment is not known; did you mean environments?",
                "service: shop | service is there already, in line 1; keep one of them"
            })
    void refuses(String line, String expected) {
        assertThat(read(SMALL + line + "\n").mistakes())
                .extracting(Mistake::toString)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("line 4: " + expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workers: 0 | workers must be a number of workers from 1 to 8",
                "workers: two | workers must be a number of workers from 1 to 8",
                "memory: 768 | memory must be a number of megabytes or gigabytes",
                "memory: 127m | memory must be a number of megabytes or gigabytes",
                "memory: 9g | memory must be a number of megabytes or gigabytes",
                "memory: 0x300m | memory must be a number of megabytes or gigabytes",
                "memory: 99999999999m | memory must be a number of megabytes or gigabytes",
                "memory: | memory must be a number of megabytes or gigabytes",
                "metaspace: 1.5g | metaspace must be a number of megabytes or gigabytes",
                "heap: 1g | heap is not known; the keys here are workers, memory, metaspace, mail",
                "mail: | mail must be false, or true, the default",
                "mail: [false] | mail must be false, or true, the default",
                "mail: {from: shop@example.org} | mail must be false, or true, the default",
                "memroy: 1g | memroy is not known; did you mean memory?",
                "workers: -1 | workers must be a number of workers from 1 to 8",
                "workers: 1.0 | workers must be a number of workers from 1 to 8",
                "workers: 01 | workers must be a number of workers from 1 to 8",
                "workers: 9 | workers must be a number of workers from 1 to 8",
                "workers: true | workers must be a number of workers from 1 to 8",
                "workers: ~ | workers must be a number of workers from 1 to 8",
                "workers: [1] | workers must be a number of workers from 1 to 8",
                "workers: \u0661 | workers must be a number of workers from 1 to 8",
                "memory: 512mb | memory must be a number of megabytes or gigabytes",
                "memory: 512Mi | memory must be a number of megabytes or gigabytes",
                "memory: 512 m | memory must be a number of megabytes or gigabytes",
                "memory: -512m | memory must be a number of megabytes or gigabytes",
                "memory: 8193m | memory must be a number of megabytes or gigabytes",
                "memory: {max: 512m} | memory must be a number of megabytes or gigabytes",
                "metaspace: 64m | metaspace must be a number of megabytes or gigabytes",
                "Workers: 1 | Workers is not known; did you mean workers?"
            })
    void refusesInAnEnvironment(String line, String expected) {
        assertThat(read("service: shop\nenvironments:\n  production:\n    " + line + "\n")
                        .mistakes())
                .extracting(Mistake::toString)
                .singleElement()
                .asString()
                .startsWith("line 4: environments.production." + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service: shop | environments is missing; say where the service runs",
                "environments: {production: } | service is missing; add service: shop",
                "[] | definition must be a mapping such as service: shop",
                "shop | definition must be a mapping such as service: shop",
                "'' | definition is empty",
                "# nothing | definition is empty",
                "{service: shop, environments: } | environments must be a mapping such as",
                "{service: shop, environments: [production]} | environments must be a mapping such as",
                "service: | environments is missing; say where the service runs",
                "{service: shop, environments: production} | environments must be a mapping such as",
                "{service: shop, environments: true} | environments must be a mapping such as",
                "{service: shop, environments: {production: 1}} | environments.production must be a mapping such as",
                "{service: shop, environments: {production: [1]}} | environments.production must be a mapping such as",
                "{service: shop, environments: {~: {}}} | environments.~ is no environment of this line",
                "{service: shop, environments: {PRODUCTION: {}}} | environments.PRODUCTION is no environment of this line",
                "{service: shop, environments: {production: {}, production: {}}} | environments.production is there already, in line 1",
                "{service: SHOP, environments: {production: }} | service must be shop, the service that it is applied to",
                "{service: [shop], environments: {production: }} | service must be shop",
                "{service: shop production, environments: {production: }} | service must be shop",
                "42 | definition must be a mapping such as service: shop",
                "~ | definition must be a mapping such as service: shop",
                "--- | definition must be a mapping such as service: shop",
                "{service: shop, environments: {}} | environments must name one environment at least",
                "{service: shop, environments: {producton: }} | environments.producton is no environment of this line; did you mean production?",
                "{service: shop, environments: {qa-of-somebody: }} | environments.qa-of-somebody is no environment of this line; there is staging, production"
            })
    void refusesAsAWhole(String yaml, String expected) {
        assertThat(read(yaml).mistakes())
                .extracting(Mistake::toString)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("line 1: " + expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: &a shop | must have no anchors",
                "title: *a | must have no anchors",
                "title: !!str 1 | must have no tags",
                "title: !!javax.script.ScriptEngineManager [] | must have no tags",
                "title: [[[[[[[[[[a]]]]]]]]]] | must not be nested deeper",
                "title: {a | is not YAML here",
                "title: 'a | is not YAML here",
                "title: a: b | is not YAML here",
                "title: @a | is not YAML here",
                "title: `a | is not YAML here",
                "title: \"a\\q\" | is not YAML here",
                "title: [a, b | is not YAML here",
                "mail: {from: a@b.org | is not YAML here",
                "title: <<<<<<< HEAD: a | is not YAML here",
                "- title | is not YAML here",
                "title: &a | must have no anchors",
                "title: ! a | must have no tags",
                "title: !<tag:yaml.org,2002:python/object> a | must have no tags",
            })
    void cannotRead(String line, String expected) {
        assertThat(read(SMALL + line + "\n").mistakes()).singleElement().satisfies(mistake -> {
            assertThat(mistake.path()).isEqualTo("definition");
            assertThat(mistake.rule()).startsWith(expected);
            assertThat(mistake.line()).isBetween(4, 5);
        });
    }

    @Test
    void saysWhatIsWrongWithTabsAndOtherCharacters() {
        assertThat(read("service: shop\nenvironments:\n\tproduction:\n").mistakes())
                .hasToString("[line 3: definition is not YAML here: indent by spaces, not by tabs]");
        assertThat(read("service: shop\ntitle: a\u0000b\n").mistakes())
                .hasToString("[line 2: definition must not have the character U+0000; take it out]");
        assertThat(read(SMALL + "---\nservice: shop\n").mistakes())
                .hasToString("[line 4: definition must be one document; take out what follows ---]");
    }

    @Test
    void readsWhatAnyEditorSaves() {
        assertThat(definition(SMALL.replace("\n", "\r\n"))).isEqualTo(definition(SMALL));
        assertThat(definition(SMALL.replace("\n", "\r"))).isEqualTo(definition(SMALL));
        assertThat(definition("\ufeff" + SMALL)).isEqualTo(definition(SMALL));
        assertThat(definition("---\n" + SMALL + "...\n")).isEqualTo(definition(SMALL));
        assertThat(definition("%YAML 1.2\n---\n" + SMALL)).isEqualTo(definition(SMALL));
        assertThat(definition(SMALL.strip())).isEqualTo(definition(SMALL));
        assertThat(definition(SMALL + "title: Caf\u00e9 \ud83e\uded6\n").title())
                .isEqualTo("Caf\u00e9 \ud83e\uded6");
    }

    @Test
    void tellsTheLineAlsoWhereLinesEndAsOnWindows() {
        assertThat(read((SMALL + "titel: a\n").replace("\n", "\r\n")).mistakes())
                .hasToString("[line 4: titel is not known; did you mean title?]");
    }

    @Test
    void refusesSpacesThatAreNone() {
        assertThat(read("service: shop\nenvironments:\n\u00a0\u00a0production:\n")
                        .mistakes())
                .isNotEmpty();
        assertThat(read("service: sh\u200bop\nenvironments: {production: }\n").mistakes())
                .hasToString("[line 1: service must be shop, the service that it is applied to]");
    }

    /** The provisioner of server groups reads this file in its tests, too. */
    @Test
    void acceptsWhatTheProvisionerDoes() throws IOException {
        JsonNode accepted = new ObjectMapper()
                .readTree(Files.readString(Path.of("../line/src/test/resources/groups/accepted.json")));
        for (JsonNode part : accepted.required("parts")) {
            assertThat(read("{service: shop, environments: {production: {}}, "
                                    + part.toString().substring(1))
                            .mistakes())
                    .isEmpty();
        }
        for (JsonNode size : accepted.required("sizes")) {
            assertThat(read("{service: shop, environments: {production: " + size + "}}")
                            .mistakes())
                    .isEmpty();
        }
    }

    @Test
    void refusesTooManyAndTooLongNames() {
        String many = java.util.stream.IntStream.range(0, 51)
                .mapToObj(i -> "q" + i)
                .collect(java.util.stream.Collectors.joining(", "));
        assertThat(read(SMALL + "messaging: {queues: [" + many + "]}\n").mistakes())
                .hasToString("[line 4: messaging.queues must have 1 to 50 elements, or be left out]");
        assertThat(read(SMALL + "login: {roles: [" + "r".repeat(64) + "]}\n").mistakes())
                .asString()
                .startsWith("[line 4: login.roles[0] must be a role's name");
        assertThat(read(SMALL + "messaging: {queues: ['java:/" + "q".repeat(64) + "/orders']}\n")
                        .mistakes())
                .asString()
                .startsWith("[line 4: messaging.queues[0] must be a queue's name");
        assertThat(read(SMALL + "title: " + "t".repeat(201) + "\n").mistakes())
                .asString()
                .startsWith("[line 4: title must be one line");
        assertThat(read(SMALL + "k".repeat(60_000) + ": a\n").mistakes())
                .singleElement()
                .asString()
                .hasSizeLessThan(300);
        assertThat(read("# " + "a".repeat(70_000) + "\n" + SMALL).mistakes()).hasSize(1);
    }

    @Test
    void refusesOneNameForTwoThings() {
        assertThat(read(SMALL + "database: {jndi: [java:/shop]}\nmail: {jndi: [java:/shop]}\n")
                        .mistakes())
                .hasToString("[line 5: mail.jndi[0] is a name of the database's already; take one of them out]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{a: ", "- ", "? ", "&a [", "!!a ", "\"", "'", "|", "%", "a: ", "{", "\t", "\n ", "#", "*a "
            })
    void standsWhateverIsRepeated(String piece) {
        assertThat(read(piece.repeat(60_000 / piece.length())).mistakes()).isNotEmpty();
        assertThat(read(SMALL + piece.repeat(60_000 / piece.length())).mistakes())
                .hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void standsAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            bomb.append("%c: &%c [*%c, *%c]%n".formatted(c, c, (char) (c - 1), (char) (c - 1)));
        }
        assertThat(read(bomb.toString()).mistakes())
                .singleElement()
                .extracting(Mistake::line)
                .isEqualTo(1);
    }

    @Test
    void tellsOfManyMistakesOnlyTheFirst() {
        assertThat(read("a: 1\n".repeat(10_000)).mistakes()).hasSize(50);
    }

    private static Reading read(String yaml) {
        return DefinitionReader.read(yaml, "shop", KNOWN);
    }

    private static Definition definition(String yaml) {
        Reading reading = read(yaml);
        return Objects.requireNonNull(
                reading.definition(), () -> reading.mistakes().toString());
    }
}
