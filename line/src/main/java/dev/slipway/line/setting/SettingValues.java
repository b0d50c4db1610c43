package dev.slipway.line.setting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The values of settings by name, validated by {@link SettingTable}. */
final class SettingValues {
    private static final SettingTable TABLE = SettingTable.read();

    private final Map<String, String> values;

    private SettingValues(Map<String, String> values) {
        this.values = values;
    }

    /**
     * From these variables, else from a file.
     *
     * @param saved a file with lines {@code NAME=VALUE}, which need not exist
     */
    static SettingValues of(Map<String, String> environment, Path saved) throws IOException {
        Map<String, String> values = new HashMap<>();
        if (Files.isReadable(saved)) {
            for (String line : Files.readAllLines(saved)) {
                String[] setting = line.split("=", 2);
                if (setting.length == 2 && !setting[1].isEmpty()) {
                    values.put(setting[0], setting[1]);
                }
            }
        }
        environment.forEach((name, value) -> {
            if (name.startsWith("SLIPWAY_") && !value.isEmpty()) {
                values.put(name, value);
            }
        });
        return new SettingValues(values);
    }

    /** A variable that is always set for the line's programs. */
    static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is not set: line/bin has the programs that set it");
        }
        return value;
    }

    String required(String name) {
        return required(values, name);
    }

    /** The given value; empty if there is none. */
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The given value, not validated. */
    String value(String name, String otherwise) {
        return Objects.requireNonNullElse(values.get(name), otherwise);
    }

    /** The given value, validated. */
    String checked(String name, String otherwise) {
        return TABLE.get(name).checked(value(name, otherwise));
    }

    /** The given value or the default, validated. Derived defaults are not known here: the line saves them at its start. */
    String setting(String name) {
        return checked(name, TABLE.get(name).byDefault());
    }

    int number(String name) {
        return Integer.parseInt(setting(name));
    }

    /** The name of the variable that may hold a secret. */
    static String variable(String secret) {
        return "SLIPWAY_"
                + secret.replaceFirst("^slipway-", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
