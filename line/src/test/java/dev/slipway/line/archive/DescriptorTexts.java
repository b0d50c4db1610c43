package dev.slipway.line.archive;

import java.util.Map;

/** Descriptors of any texts, without an archive. */
public final class DescriptorTexts {
    private DescriptorTexts() {}

    /** Those of a WAR, by their paths in it. */
    public static Descriptors of(Map<String, String> texts) {
        Descriptors descriptors = new Descriptors();
        texts.forEach((name, text) -> descriptors.add("", name, Zips.bytes(text)));
        return descriptors;
    }
}
