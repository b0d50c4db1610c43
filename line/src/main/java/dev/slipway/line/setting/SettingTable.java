package dev.slipway.line.setting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The line's settings, from the file {@code settings} next to this class, which is for Java and the shell and describes its format. */
final class SettingTable {
    private final Map<String, Setting> settings;

    private SettingTable(Map<String, Setting> settings) {
        this.settings = settings;
    }

    /** The table of this release. */
    static SettingTable read() {
        try (InputStream file = Objects.requireNonNull(SettingTable.class.getResourceAsStream("settings"))) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SettingTable parse(String text) {
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        Map<String, String> current = new HashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            String[] words = line.split("\\s+", 2);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (words.length == 1) {
                current = new HashMap<>();
                entries.put(words[0], current);
            } else if (words[0].equals("like")) {
                for (String key : List.of("rule", "wrong", "fix")) {
                    current.put(key, entries.getOrDefault(words[1], Map.of()).getOrDefault(key, ""));
                }
            } else {
                current.put(words[0], words[1]);
            }
        }
        Map<String, Setting> settings = new LinkedHashMap<>();
        entries.forEach((name, words) -> settings.put(name, setting(name, words)));
        return new SettingTable(settings);
    }

    private static Setting setting(String name, Map<String, String> entries) {
        String never = entries.get("never");
        return new Setting(
                name,
                entries.getOrDefault("default", ""),
                entries.getOrDefault("derived", ""),
                Pattern.compile(entries.getOrDefault("rule", ".*").replace("[:space:]", "\\s")),
                never == null ? null : Pattern.compile(never),
                entries.getOrDefault("wrong", ""),
                entries.getOrDefault("fix", ""),
                entries.getOrDefault("help", ""),
                Setting.Scope.valueOf(entries.getOrDefault("only", "everywhere").toUpperCase(Locale.ROOT)));
    }

    /** The settings in the order of the file. */
    Collection<Setting> all() {
        return settings.values();
    }

    /** The setting of a name; fails if there is none. */
    Setting get(String name) {
        Setting setting = settings.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("there is no setting " + name);
        }
        return setting;
    }
}
