package dev.slipway.line.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Findings about an extract: the text of the first ones, each on one line, and their total number. */
final class Findings {
    /** More than anybody reads; a thoroughly corrupt file would have millions. */
    private static final int MOST = 10_000;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final List<String> texts = new ArrayList<>();
    private long count;

    void add(String text) {
        count++;
        if (texts.size() < MOST) {
            texts.add(line(text));
        }
    }

    /** Adds all of others. */
    void addAll(Findings others) {
        others.texts.forEach(this::add);
        count += others.count - others.texts.size();
    }

    /** Text from an extract, on one line: a forged extract must not be able to print lines of its own. */
    static String line(String text) {
        return UNSEEN.matcher(text).replaceAll("\uFFFD");
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    long count() {
        return count;
    }
}
