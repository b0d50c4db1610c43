package dev.slipway.line.drill;

import dev.slipway.line.Line;
import dev.slipway.line.load.Figures;
import dev.slipway.line.load.Writes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A drill on its way, and its row in the table that {@code .ci/drills} ends with: {@code ear/target/drills.txt}. */
final class Drill implements AutoCloseable {
    private static final List<List<String>> ROWS = new ArrayList<>();
    private static final List<String> HEAD = List.of(
            "drill",
            "what was done",
            "requests",
            "failed",
            "slowest s",
            "lost",
            "doubled",
            "back after s",
            "bound s",
            "");

    private final String title;
    private final String done;
    private final Duration bound;
    private List<String> figures = List.of("", "", "", "", "");
    private String back = "";
    private boolean isHeld;

    private Drill(String title, String done, Duration bound) {
        this.title = title;
        this.done = done;
        this.bound = bound;
    }

    /** Begins once the line is well; whatever ends it before it has {@linkplain #held held}, its row says that it failed. */
    static Drill begin(String title, String done, Duration bound) {
        Program.awaitAll();
        return new Drill(title, done, bound);
    }

    /** What its load came to, and after which time everybody was served again. */
    void saw(Figures seen, Writes.Kept kept, Duration servedAfter) {
        saw(
                seen.sent().size(),
                seen.failed().size(),
                seconds(seen.slowest()),
                kept.lost(seen).size(),
                kept.doubled().size());
        back = seconds(servedAfter);
        System.out.printf("drill: %s, %s: served again after %s s; %s%n", title, done, back, seen);
    }

    /** The same of something else than a load. */
    void saw(int tries, int failed, String slowest, int lost, int doubled) {
        figures = List.of(
                String.valueOf(tries), String.valueOf(failed), slowest, String.valueOf(lost), String.valueOf(doubled));
    }

    /** After which time it was as before. */
    void back(Duration after) {
        back = seconds(after);
    }

    /** All that it promises was so. */
    void held() {
        isHeld = true;
    }

    @Override
    public void close() {
        List<String> row = new ArrayList<>(List.of(title, done));
        row.addAll(figures);
        row.add(back);
        row.add(bound.isZero() ? "" : seconds(bound));
        row.add(isHeld ? "held" : "FAILED");
        add(row);
    }

    private static synchronized void add(List<String> row) {
        ROWS.add(row);
        List<List<String>> all = new ArrayList<>(List.of(HEAD));
        all.addAll(ROWS);
        List<Integer> widths = IntStream.range(0, HEAD.size())
                .mapToObj(column -> all.stream()
                        .mapToInt(one -> one.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        String table = all.stream()
                .map(one -> IntStream.range(0, HEAD.size())
                        .mapToObj(column -> padded(one.get(column), widths.get(column), column))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.writeString(Line.target().resolve("drills.txt"), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words to the left, numbers to the right. */
    private static String padded(String text, int width, int column) {
        boolean isNumber = column >= 2 && column < HEAD.size() - 1;
        return String.format("%" + (isNumber ? "" : "-") + Math.max(width, 1) + "s", text);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
}
