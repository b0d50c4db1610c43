package dev.slipway.ledger.log;

import dev.slipway.ledger.worker.disk.ServerFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of one file, read from its end backwards, so that a long line hides none before it. A long line is cut
 * at its end; the number of bytes read is limited.
 *
 * <p>The last line may not have ended yet: it is left for the next time, unless it is so long that it may never end.
 */
final class LastLines {
    /** More than what a log is rotated at. */
    static final int REACH = 1 << 24;

    private static final int WINDOW = 1 << 19;
    private static final int LONGEST = 4_000;

    private final long floor;
    private final int most;
    private final Deque<String> lines = new ArrayDeque<>();

    /** From here on, all is among the lines, or in what is open. */
    private long at;

    private long position;
    /** Whether the open line has an end; only the file's last one may not. */
    private boolean isEnded;

    private byte[] open = new byte[0];
    private long openLength;

    private LastLines(long floor, long end, int most) {
        this.floor = floor;
        this.most = most;
        this.at = end;
        this.position = end;
    }

    /**
     * The lines read from a file.
     *
     * @param isCut whether there are more lines after the floor and before these
     * @param position where they end
     */
    record Part(List<String> lines, boolean isCut, Tail.Position position) {
        /** For a file that does not exist. */
        static Part none() {
            return new Part(List.of(), false, new Tail.Position(0, 0));
        }
    }

    /** At most so many, of what is behind the floor. */
    static Part read(ServerFolder folder, String name, ServerFolder.State state, long floor, int most)
            throws IOException {
        LastLines last = new LastLines(floor, Math.max(floor, state.size()), most);
        try (SeekableByteChannel channel = folder.open(name)) {
            last.read(channel);
        } catch (NoSuchFileException e) {
            return new Part(List.of(), false, new Tail.Position(state.inode(), floor));
        }
        return new Part(List.copyOf(last.lines), last.at > floor, new Tail.Position(state.inode(), last.position));
    }

    private void read(SeekableByteChannel channel) throws IOException {
        long low = Math.max(floor, at - REACH);
        while (at > low && lines.size() < most) {
            long from = Math.max(low, at - WINDOW);
            prepend(bytes(channel, from, (int) (at - from)));
        }
        // A line that does not start within the limit is partial; if it is the only one, its end is better than
        // nothing.
        if (lines.size() < most && (at == floor || lines.isEmpty())) {
            begin();
        }
    }

    private static byte[] bytes(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(from);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Reads on to the end; if the file is shorter by now, the rest stays empty.
        }
        return buffer.array();
    }

    /** Adds what is before all that was read. */
    private void prepend(byte[] bytes) {
        long from = at - bytes.length;
        int to = bytes.length;
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                extend(bytes, i + 1, to);
                at = from + i + 1;
                begin();
                if (lines.size() >= most) {
                    return;
                }
                open = new byte[0];
                openLength = 0;
                isEnded = true;
                to = i;
            }
        }
        extend(bytes, 0, to);
        at = from;
    }

    /** The open line begins with these. */
    private void extend(byte[] bytes, int from, int to) {
        byte[] head = Arrays.copyOfRange(bytes, from, Math.min(to, from + LONGEST));
        int kept = Math.min(open.length, LONGEST - head.length);
        byte[] all = Arrays.copyOf(head, head.length + kept);
        System.arraycopy(open, 0, all, head.length, kept);
        open = all;
        openLength += to - from;
    }

    /** The open line begins here. */
    private void begin() {
        if (isEnded || openLength >= WINDOW) {
            lines.addFirst(text(open, openLength > open.length));
        } else {
            position = at;
        }
    }

    /** Makes control characters visible, so that a log can neither control a terminal nor inject keyboard input. */
    private static String text(byte[] bytes, boolean isCut) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\t') {
                clean.append("    ");
            } else if (point != '\r') {
                boolean isShown = !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT
                        || point == 0x200D;
                clean.appendCodePoint(isShown ? point : '\uFFFD');
            }
        });
        return isCut ? clean.append('…').toString() : clean.toString();
    }
}
