package dev.slipway.line.audit;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with an extract, or may be: the first ones in words, and how many there are. */
final class Findings {
    /** More than anybody reads; a file that is wrong from end to end would have millions. */
    private static final int MOST = 10_000;

    private final List<String> texts = new ArrayList<>();
    private long count;

    void add(String text) {
        count++;
        if (texts.size() < MOST) {
            texts.add(text);
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    long count() {
        return count;
    }
}
