package dev.slipway.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The workers of a service in production, which a test has made: by a definition, or by the first deployment. */
public final class OwnWorkers {
    private OwnWorkers() {}

    /** Makes one: enough where the test is about no two. */
    public static void make(String service) {
        Command.slipway("services", "add", service, "--environment", "production=1")
                .run()
                .expectSuccess();
    }

    /** Takes them and what they had off the line. */
    public static void remove(String service) {
        Command.slipway("services", "remove", service).quietly().run();
        Command.slipway("services", "remove", service, "--data").quietly().run();
    }

    /** The management of one of them, as the agent reaches it; the first is number 1. */
    public static NativeManagement management(String service, int number) {
        JsonNode group = Caller.pipeline()
                .get("/api/v1/server-groups?service=" + service)
                .expect(200)
                .path("items")
                .path(0);
        Path password = Line.running().state().resolve("groups/" + service + "-production/management-password");
        try {
            return NativeManagement.user("agent", Files.readString(password).strip())
                    .at(group.path("workers")
                            .path(number - 1)
                            .path("managementPort")
                            .asInt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
