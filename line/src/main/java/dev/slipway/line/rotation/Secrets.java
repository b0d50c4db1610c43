package dev.slipway.line.rotation;

import dev.slipway.line.host.file.GroupSecrets;
import dev.slipway.line.rotation.plan.Inventory;
import dev.slipway.line.rotation.plan.Secret;
import dev.slipway.line.rotation.plan.Stage;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The secrets of this line and their files. */
final class Secrets {
    private final Settings settings;
    private final GroupSecrets groups;

    Secrets(Settings settings) {
        this.settings = settings;
        groups = new GroupSecrets(settings);
    }

    /** All existing secrets: the line's own, then each group's. */
    List<Secret> secrets() throws IOException {
        List<Secret> all = new ArrayList<>(Inventory.OWN);
        try (Stream<Path> own = Files.list(settings.secrets())) {
            own.map(file -> Objects.toString(file.getFileName()))
                    .sorted()
                    .forEach(name -> Inventory.ofPipeline(name).ifPresent(all::add));
        }
        for (String group : groups.groups()) {
            Inventory.OF_GROUP.forEach(secret -> all.add(secret.of(group)));
        }
        all.removeIf(secret -> !of(secret).isThere());
        return all;
    }

    /** The stage of each. */
    Map<Secret, Stage> stages() throws IOException {
        Map<Secret, Stage> stages = new LinkedHashMap<>();
        secrets().forEach(secret -> stages.put(secret, of(secret).stage()));
        return stages;
    }

    SecretFiles of(Secret secret) {
        return secret.group().isEmpty()
                ? own(secret.file())
                : new SecretFiles(groups.secrets(secret.group()).resolve(secret.file()));
    }

    SecretFiles own(String name) {
        return new SecretFiles(settings.secrets().resolve(name));
    }
}
