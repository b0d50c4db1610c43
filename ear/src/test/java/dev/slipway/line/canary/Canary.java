package dev.slipway.line.canary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A secret, and every form in which something may have written it down. It has a mark of letters and digits, which stays what it
 * is in a URL, in JSON, in HTML and in a shell's quotation marks, and behind that what each of them escapes.
 */
public final class Canary {
    private static final int LENGTH = 20;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String ESCAPED = "\"\\'<&>+ %$`ü€";
    private static final int BLOCK = 1 << 20;

    private final String mark = ThreadLocalRandom.current()
            .ints(LENGTH, 0, ALPHABET.length())
            .mapToObj(i -> ALPHABET.substring(i, i + 1))
            .collect(Collectors.joining());
    private final Instant madeAt = Instant.now();
    private final Set<String> forms = forms(mark);

    /** A value that nobody else has. */
    public Canary() {}

    /** What it is. */
    public String secret() {
        return mark + ESCAPED;
    }

    /** When it was made: what was written before does not have it. */
    Instant madeAt() {
        return madeAt;
    }

    /** Whether it is in a text, in some form. */
    public boolean isIn(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    /** Whether it is in some bytes, which are looked through as they are, and where they are gzip's, unpacked. */
    boolean isIn(InputStream bytes) throws IOException {
        byte[] start = bytes.readNBytes(2);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), bytes);
        boolean isPacked = start.length == 2 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b;
        return isInPlain(isPacked ? new GZIPInputStream(all) : all);
    }

    private boolean isInPlain(InputStream bytes) throws IOException {
        int longest = forms.stream().mapToInt(String::length).max().orElseThrow();
        byte[] buffer = new byte[BLOCK];
        int kept = 0;
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer, kept, BLOCK - kept)) {
            int size = kept + read;
            if (isIn(new String(buffer, 0, size, StandardCharsets.ISO_8859_1))) {
                return true;
            }
            kept = Math.min(size, longest);
            System.arraycopy(buffer, size - kept, buffer, 0, kept);
        }
        return false;
    }

    /** Bytes as ISO 8859-1 has them, so that a text of any bytes can be searched. */
    private static Set<String> forms(String mark) {
        Set<String> forms = new LinkedHashSet<>(List.of(mark));
        for (int before = 0; before < 3; before++) {
            forms.addAll(base64(mark, before));
        }
        String hex = HexFormat.of().formatHex(mark.getBytes(StandardCharsets.US_ASCII));
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
        forms.add(each(mark, character -> "%%%02x".formatted(character)));
        forms.add(each(mark, character -> "%%%02X".formatted(character)));
        forms.add(each(mark, character -> "\\u%04x".formatted(character)));
        forms.add(each(mark, character -> "\\u%04X".formatted(character)));
        forms.add(each(mark, character -> "&#%d;".formatted(character)));
        forms.add(bytes(mark, StandardCharsets.UTF_16LE));
        forms.add(bytes(mark, StandardCharsets.UTF_16BE));
        return forms;
    }

    /** Wherever it begins in what is encoded: without the characters that are what comes before or behind it, too. */
    private static Set<String> base64(String mark, int before) {
        byte[] bytes = Arrays.copyOf(new byte[before], before + mark.length());
        System.arraycopy(mark.getBytes(StandardCharsets.US_ASCII), 0, bytes, before, mark.length());
        int from = (before * Byte.SIZE + 5) / 6;
        int to = bytes.length * Byte.SIZE / 6;
        return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                .map(encoder -> encoder.encodeToString(bytes).substring(from, to))
                .collect(Collectors.toSet());
    }

    private static String each(String mark, IntFunction<String> form) {
        return mark.chars().mapToObj(form).collect(Collectors.joining());
    }

    private static String bytes(String mark, Charset charset) {
        return new String(mark.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
