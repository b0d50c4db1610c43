package dev.slipway.ledger.definition.reading;

import static dev.slipway.ledger.definition.reading.DefinitionReaderTest.SMALL;
import static dev.slipway.ledger.definition.reading.DefinitionReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition must not say is refused, all of it at once, with its line and with how to mend it. */
class DefinitionMistakeTest {
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
                "database: {jndi: [java:jboss/datasources/shop]} | database.jndi[0] exists by default; remove it",
                "database: {jndi: [java:/A, java:/A]} | database.jndi[1] is already in the list",
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
                "probe: health | probe must be a path of at most 200 of letters, digits and ._~/- such as /api/ready, without a query",
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
                "login: {roles: [customer, customer]} | login.roles[1] is already in the list",
                "login: {roles: [caf\u00e9]} | login.roles[0] must be a role's name",
                "login: {roles: {customer: true}} | login.roles must be a list such as [customer]",
                "login: [customer] | login must be a mapping with roles, or true",
                "login: 1 | login must be a mapping with roles, or true",
                "mail: {from: a@b.org, from: c@d.org} | mail.from is already in line 4; keep one of them",
                "mail: {from: } | mail.from must be a mail address",
                "mail: {from: [a@b.org]} | mail.from must be a mail address",
                "mail: {jndi: [java:jboss/mail/Default]} | mail.jndi[0] exists by default; remove it",
                "database: {jndi: [java:comp/env/jdbc/shop]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/datasources/]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/a//b]} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:jboss/datasources]} | database.jndi[0] is a part of java:jboss/datasources/shop",
                "database: {jndi: [java:/shop/DS, java:/shop]} | database.jndi[1] is a part of java:/shop/DS",
                "database: {jndi: [java:/shop, java:/shop/DS]} | database.jndi[1] is within java:/shop",
                "database: {jndi: ['java:/${env.SECRET}']} | database.jndi[0] must be a JNDI name",
                "database: {jndi: [java:/JmsXA]} | database.jndi[0] is reserved by the server",
                "database: {jndi: [java:jboss/ee/concurrency/shop]} | database.jndi[0] is reserved by the server",
                "mail: {jndi: [java:jboss/TransactionManager]} | mail.jndi[0] is reserved by the server",
                "messaging: {queues: [DLQ]} | messaging.queues[0] exists by default; remove it",
                "messaging: {queues: [orders, orders]} | messaging.queues[1] is already in the list",
                "messaging: {queues: [java:/queue/DLQ]} | messaging.queues[0] ends in DLQ, which is reserved by the server",
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
                "service: shop | service is already in line 1; keep one of them"
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
                "{service: shop, environments: {production: {}, production: {}}} | environments.production is already in line 1",
                "{service: SHOP, environments: {production: }} | service must be shop, the service that it is applied to",
                "{service: [shop], environments: {production: }} | service must be shop",
                "{service: shop production, environments: {production: }} | service must be shop",
                "42 | definition must be a mapping such as service: shop",
                "~ | definition must be a mapping such as service: shop",
                "--- | definition must be a mapping such as service: shop",
                "{service: shop, environments: {}} | environments must name one environment at least",
                "{service: shop, environments: {producton: }} | environments.producton is no environment of this line; did you mean production?",
                "{service: shop, environments: {qa-of-somebody: }} | environments.qa-of-somebody is no environment of this line; there is staging, production; an admin adds others on the ledger's page Environments"
            })
    void refusesAsAWhole(String yaml, String expected) {
        assertThat(read(yaml).mistakes())
                .extracting(Mistake::toString)
                .anySatisfy(mistake -> assertThat(mistake).startsWith("line 1: " + expected));
    }

    @Test
    void tellsTheLineAlsoWhereLinesEndAsOnWindows() {
        assertThat(read((SMALL + "titel: a\n").replace("\n", "\r\n")).mistakes())
                .hasToString("[line 4: titel is not known; did you mean title?]");
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
                .hasToString("[line 5: mail.jndi[0] is already a name of the database; remove one of them]");
    }

    @Test
    void tellsOfManyMistakesOnlyTheFirst() {
        assertThat(read("a: 1\n".repeat(10_000)).mistakes()).hasSize(50);
    }
}
