package dev.slipway.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.UntrustedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailTest {
    @TempDir
    Path base;

    private Path log;
    private Tail tail;

    @BeforeEach
    void prepare() throws IOException {
        log = Files.createDirectory(base.resolve("log")).resolve("server.log");
        tail = new Tail(ServerFolder.foreign(base, "log"), "server.log");
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        Files.move(log, log.resolveSibling("server.log.1"));
    }

    private static Tail.Position position(Tail.Piece piece) {
        return Objects.requireNonNull(Tail.Position.parse(String.valueOf(piece.position())));
    }

    @Test
    void isTheLastWholeLines() throws IOException {
        assertThat(tail.last(10)).isEqualTo(new Tail.Piece(java.util.List.of(), false, null));
        write("a\nb\nc\nhal");
        assertThat(tail.last(2).lines()).containsExactly("b", "c");
        assertThat(tail.last(2).isCut()).isTrue();
        assertThat(tail.last(9).isCut()).isFalse();
        write("f\n");
        assertThat(tail.last(1).lines()).containsExactly("half");
    }

    @Test
    void goesOnWhereItWas() throws IOException {
        write("a\nb");
        Tail.Piece first = tail.last(5);
        assertThat(tail.since(position(first)).lines()).isEmpty();
        write("\nc\n");
        Tail.Piece next = tail.since(position(first));
        assertThat(next.lines()).containsExactly("b", "c");
        assertThat(tail.since(position(next)).lines()).isEmpty();
    }

    @Test
    void goesOnAcrossARotation() throws IOException {
        write("a\n");
        Tail.Piece first = tail.last(5);
        write("b\n");
        rotate();
        write("c\n");
        Tail.Piece next = tail.since(position(first));
        assertThat(next.lines()).containsExactly("b", "c");
        assertThat(next.isCut()).isFalse();
        assertThat(tail.last(9).lines()).containsExactly("a", "b", "c");
        Files.delete(log.resolveSibling("server.log.1"));
        assertThat(tail.since(position(first)).isCut()).as("b is lost").isTrue();
    }

    @Test
    void showsWhatIsBeforeALongLine() throws IOException {
        write("a\nb\n" + "x".repeat(3_000_000) + "\nend\n");
        String cut = "x".repeat(4_000) + "…";
        assertThat(tail.last(3)).satisfies(piece -> {
            assertThat(piece.lines()).containsExactly("b", cut, "end");
            assertThat(piece.isCut()).isTrue();
        });
        assertThat(tail.last(5)).satisfies(piece -> {
            assertThat(piece.lines()).containsExactly("a", "b", cut, "end");
            assertThat(piece.isCut()).isFalse();
        });
        long inode = position(tail.last(1)).inode();
        assertThat(tail.since(new Tail.Position(inode, 2)).lines()).containsExactly("b", cut, "end");
    }

    @Test
    void keepsTheBeginningOfALineAcrossWindows() throws IOException {
        int window = 1 << 19;
        write("a\n" + "0123456789".repeat(60_000) + "\n" + "y".repeat(window - 10) + "\n");
        assertThat(tail.last(9).lines()).containsExactly("a", "0123456789".repeat(400) + "…", "y".repeat(4_000) + "…");
    }

    @Test
    void readsNoMoreThanItHolds() throws IOException {
        write("a\n" + "x".repeat(LastLines.REACH) + "\nend\n");
        assertThat(tail.last(5).lines()).containsExactly("end");
        assertThat(tail.last(5).isCut()).isTrue();
        Tail.Piece far = tail.since(new Tail.Position(position(tail.last(1)).inode(), 0));
        assertThat(far.isCut()).isTrue();
        assertThat(far.lines()).containsExactly("end");
    }

    @Test
    void leavesTheLastLineUntilItHasEnded() throws IOException {
        write("a\n" + "x".repeat(400_000));
        Tail.Piece first = tail.last(5);
        assertThat(first.lines()).containsExactly("a");
        write("y\n");
        assertThat(tail.since(position(first)).lines()).containsExactly("x".repeat(4_000) + "…");
    }

    @Test
    void comesToTheEndOfALineThatHasNone() throws IOException {
        write("x".repeat(1_000_000));
        Tail.Piece piece = tail.last(5);
        assertThat(piece.lines()).hasSizeLessThanOrEqualTo(1);
        assertThat(position(piece).offset()).isGreaterThan(400_000);
    }

    @Test
    void isTextAlone() throws IOException {
        Files.write(log, "a\u001b[31mred\u202e\ttab\r\n".getBytes(StandardCharsets.UTF_8));
        Files.write(log, new byte[] {(byte) 0xff, 'b', 0, '\n'}, StandardOpenOption.APPEND);
        assertThat(tail.last(5).lines()).containsExactly("a\uFFFD[31mred\uFFFD    tab", "\uFFFDb\uFFFD");
    }

    @Test
    void followsNoLink() throws IOException {
        Path secret = Files.writeString(base.resolve("secret"), "password\n");
        Files.createSymbolicLink(log, secret);
        assertThat(tail.last(5).lines()).isEmpty();
        Files.delete(log);
        Files.delete(log.getParent());
        Files.createSymbolicLink(base.resolve("log"), Files.createDirectory(base.resolve("other")));
        assertThatThrownBy(() -> tail.last(5)).isInstanceOf(UntrustedFileException.class);
    }
}
