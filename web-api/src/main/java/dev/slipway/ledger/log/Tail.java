package dev.slipway.ledger.log;

import dev.slipway.ledger.worker.disk.ServerFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a log that rotates by size, whatever is in it: what its user wrote may be of any length and in no encoding. Of each file half
 * a megabyte is read at most.
 */
final class Tail {
    static final int MOST_LINES = 1_000;

    private static final int WINDOW = 1 << 19;
    private static final int LONGEST = 4_000;

    private final ServerFolder folder;
    private final String name;

    Tail(ServerFolder folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Where one has read to.
     *
     * @param inode the file's number on the disk
     * @param offset up to which byte of it
     */
    record Position(long inode, long offset) {
        static final String FORM = "^[0-9]{1,19}-[0-9]{1,18}$";
        static final String FORM_RULE = "must be what an answer before said";

        static @Nullable Position parse(@Nullable String text) {
            if (text == null) {
                return null;
            }
            String[] parts = text.split("-");
            try {
                return new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            } catch (NumberFormatException e) {
                return new Position(0, 0);
            }
        }

        @Override
        public String toString() {
            return inode + "-" + offset;
        }
    }

    /**
     * Some lines.
     *
     * @param lines whole lines, in order
     * @param isCut whether there are more before them, that nobody has seen
     * @param position where they end; null if there is no log
     */
    record Piece(
            List<String> lines, boolean isCut, @Nullable Position position) {}

    /** The last lines. */
    Piece last(int lines) throws IOException {
        Optional<ServerFolder.State> now = folder.state(name);
        if (now.isEmpty()) {
            return new Piece(List.of(), false, null);
        }
        Part current = read(name, now.get(), Math.max(0, now.get().size() - WINDOW), true);
        List<String> found = new ArrayList<>(current.lines());
        boolean isCut = current.isCut();
        if (found.size() < lines && !isCut) {
            Part older = before();
            found.addAll(0, older.lines());
            isCut = older.isCut();
        }
        int from = Math.max(0, found.size() - lines);
        return new Piece(List.copyOf(found.subList(from, found.size())), isCut || from > 0, current.position());
    }

    /** What came since then. */
    Piece since(Position position) throws IOException {
        Optional<ServerFolder.State> now = folder.state(name);
        if (now.isEmpty()) {
            return new Piece(List.of(), false, position);
        }
        if (now.get().inode() == position.inode() && now.get().size() >= position.offset()) {
            return piece(read(name, now.get(), from(now.get(), position.offset()), false), position);
        }
        // It was rotated meanwhile, or begun anew.
        List<String> lines = new ArrayList<>();
        boolean isCut = true;
        Optional<ServerFolder.State> older = folder.state(name + ".1");
        if (older.filter(file -> file.inode() == position.inode() && file.size() >= position.offset())
                .isPresent()) {
            Part rest = read(name + ".1", older.get(), from(older.get(), position.offset()), false);
            lines.addAll(rest.lines());
            isCut = rest.isCut();
        }
        Part fresh = read(name, now.get(), Math.max(0, now.get().size() - WINDOW), true);
        lines.addAll(fresh.lines());
        int from = Math.max(0, lines.size() - MOST_LINES);
        return new Piece(
                List.copyOf(lines.subList(from, lines.size())), isCut || fresh.isCut() || from > 0, fresh.position());
    }

    /** Whoever is too far behind goes on near the end. */
    private static long from(ServerFolder.State file, long offset) {
        return Math.max(offset, file.size() - WINDOW);
    }

    private static Piece piece(Part part, Position before) {
        int from = Math.max(0, part.lines().size() - MOST_LINES);
        boolean isSkipped = part.from() > before.offset();
        return new Piece(
                List.copyOf(part.lines().subList(from, part.lines().size())), isSkipped || from > 0, part.position());
    }

    private Part before() throws IOException {
        Optional<ServerFolder.State> older = folder.state(name + ".1");
        return older.isEmpty()
                ? new Part(List.of(), false, 0, new Position(0, 0))
                : read(name + ".1", older.get(), Math.max(0, older.get().size() - WINDOW), true);
    }

    /**
     * What one file has.
     *
     * @param isCut whether it begins within a line, which is left out
     * @param from where it was begun to read
     */
    private record Part(List<String> lines, boolean isCut, long from, Position position) {}

    /** Whole lines from there on. One that does not end within what is read at most is cut, not waited for. */
    private Part read(String file, ServerFolder.State state, long from, boolean isWithin) throws IOException {
        byte[] bytes;
        try (SeekableByteChannel channel = folder.open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(Math.max(0, state.size() - from), WINDOW));
            channel.position(from);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until all of it is there, or it is shorter by now.
            }
            bytes = new byte[buffer.position()];
            buffer.flip().get(bytes);
        } catch (NoSuchFileException e) {
            return new Part(List.of(), false, from, new Position(state.inode(), from));
        }
        int first = isWithin && from > 0 ? after(bytes, 0) : 0;
        int end = lastEnd(bytes);
        if (end <= first) {
            boolean isEndless = bytes.length == WINDOW;
            return new Part(
                    isEndless ? List.of(line(bytes, first, bytes.length)) : List.of(),
                    from > 0 && isWithin,
                    from,
                    new Position(state.inode(), isEndless ? from + bytes.length : from + Math.min(end, first)));
        }
        List<String> lines = new ArrayList<>();
        for (int start = first; start < end; ) {
            int next = after(bytes, start);
            lines.add(line(bytes, start, next - 1));
            start = next;
        }
        return new Part(lines, from > 0 && isWithin, from, new Position(state.inode(), from + end));
    }

    /** Behind the next end of a line. */
    private static int after(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(bytes.length, at + 1);
    }

    private static int lastEnd(byte[] bytes) {
        int at = bytes.length;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** Nothing of it reaches a terminal but text: what would move its cursor, colour it or answer for the keyboard is shown as such. */
    private static String line(byte[] bytes, int from, int to) {
        int cut = Math.min(to, from + LONGEST);
        String text = new String(bytes, from, Math.max(0, cut - from), StandardCharsets.UTF_8);
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
        return cut < to ? clean.append('…').toString() : clean.toString();
    }
}
