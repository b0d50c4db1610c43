package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewDefinitionTest {
    @TempDir
    Path folder;

    @Test
    void saysNoMoreThanItMust() {
        assertThat(show("shop")).isEqualTo("""
                service: shop
                environments:
                  production: {workers: 2}
                """);
    }

    @Test
    void saysAllThatItIsToldTo() {
        assertThat(show(
                        "shop",
                        "--title",
                        "Web \"shop\": α",
                        "--environment",
                        "staging",
                        "--environment=production=3",
                        "--memory",
                        "384m",
                        "--database=java:jboss/datasources/ShopDS,java:/shop",
                        "--login=customer,yes",
                        "--mail=shop@example.org,java:/mail/Shop",
                        "--queue",
                        "orders",
                        "--queue",
                        "Returns",
                        "--topic",
                        "prices",
                        "--context",
                        "/",
                        "--probe",
                        "/health/ready"))
                .isEqualTo("""
                        service: shop
                        title: "Web \\"shop\\": α"
                        environments:
                          staging: {workers: 1, memory: 384m}
                          production: {workers: 3, memory: 384m}
                        database: {jndi: ["java:jboss/datasources/ShopDS", "java:/shop"]}
                        login: {roles: [customer, "yes"]}
                        mail: {from: "shop@example.org", jndi: ["java:/mail/Shop"]}
                        messaging: {queues: [orders, "Returns"], topics: [prices]}
                        contextRoot: /
                        probe: /health/ready
                        """);
    }

    @Test
    void saysThatThereIsOneWhereNoMoreIsSaid() {
        assertThat(show("shop", "--database", "--login", "--mail", "--topic", "prices"))
                .isEqualTo("""
                service: shop
                environments:
                  production: {workers: 2}
                database: true
                login: true
                mail: true
                messaging: {topics: [prices]}
                """);
    }

    @Test
    void namesAQueueAsTheArchiveDoes() {
        assertThat(show("shop", "--queue=java:/queue/Orders")).endsWith("""
                messaging: {queues: ["java:/queue/Orders"]}
                """);
        assertThat(show("shop", "--messaging")).endsWith("messaging: true\n");
    }

    @Test
    void refusesAnEnvironmentThatIsGivenTwice() {
        Called called = new Called.From(folder)
                .call("services", "add", "--show", "shop", "--environment", "staging=1", "--environment", "staging=3");
        assertThat(called.code()).isEqualTo(2);
        assertThat(called.err()).startsWith("slipway: --environment 'staging' is given twice");
    }

    private String show(String... words) {
        String[] line = Stream.concat(Stream.of("services", "add", "--show"), Stream.of(words))
                .toArray(String[]::new);
        Called called = new Called.From(folder).call(line);
        assertThat(called.code()).as(called.err()).isZero();
        return called.out();
    }
}
