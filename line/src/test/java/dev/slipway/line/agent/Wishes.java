package dev.slipway.line.agent;

import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Server groups as the ledger wants them, and as the line's owner answers. */
public final class Wishes {
    private Wishes() {}

    public static Json group(String service, String environment, long version) {
        return Json.object()
                .with("group", service + "-" + environment)
                .with("service", service)
                .with("environment", environment)
                .with("title", "Web shop")
                .with("version", version)
                .with("host", environment.equals("production") ? service : service + "-" + environment)
                .with("isRemoved", false)
                .with("workers", 1)
                .with("database", Json.object().with("jndi", List.of("java:jboss/datasources/ShopDS")));
    }

    public static void answer(
            Path answers, String group, long version, String state, @Nullable String detail, String... workers)
            throws IOException {
        GroupStatus answer = new GroupStatus(
                group,
                version,
                GroupStatus.State.valueOf(state.toUpperCase(java.util.Locale.ROOT)),
                detail,
                Stream.of(workers)
                        .map(name -> new GroupStatus.Worker(name, 26_000, 26_001))
                        .toList(),
                null,
                "2026-11-27T04:00:00Z");
        write(answers, group, answer.json().toString());
    }

    public static void write(Path answers, String group, String text) throws IOException {
        Files.createDirectories(answers.resolve(group));
        Files.writeString(answers.resolve(group).resolve("answer.json"), text);
    }
}
