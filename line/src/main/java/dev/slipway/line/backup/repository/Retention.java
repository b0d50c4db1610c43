package dev.slipway.line.backup.repository;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which backups are kept: {@code daily=7 weekly=5 monthly=12}, in restic's terms. */
public record Retention(String words) {
    /** The options for {@code restic forget}. */
    public List<String> options() {
        return Arrays.stream(words.strip().split(" +", -1))
                .flatMap(word -> {
                    String[] parts = word.split("=", 2);
                    return Stream.of("--keep-" + parts[0], parts[1]);
                })
                .toList();
    }
}
