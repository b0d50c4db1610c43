package dev.slipway.line.backup.repository;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The backups to keep: {@code daily=7 weekly=5 monthly=12}, in restic's terms, and all of the last two days: restic
 * would keep only a day's last one, so a backup taken after a mistake would replace the one before it.
 */
public record Retention(String words) {
    /** The options for {@code restic forget}. */
    public List<String> options() {
        return Stream.concat(
                        Arrays.stream(words.strip().split(" +", -1)).flatMap(word -> {
                            String[] parts = word.split("=", 2);
                            return Stream.of("--keep-" + parts[0], parts[1]);
                        }),
                        Stream.of("--keep-within", "2d"))
                .toList();
    }
}
