package dev.slipway.line.drill;

import dev.slipway.line.Command;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A copy of the line's whole state on a disk that is little larger: the line runs on it until that is over, and then on its own again. */
final class SmallDisk implements AutoCloseable {
    private static final int SPARE_MEGABYTES = 300;
    private static final int CHUNK = 1 << 16;

    /** More than the ledger wants to be free of a disk of this size before it says that all is well. */
    private static final int PLENTY_MEGABYTES = 3_000;

    private final Path state;
    private final Path disk;

    private SmallDisk(Path state, Path disk) {
        this.state = state;
        this.disk = disk;
    }

    /** Only root can. */
    static SmallDisk under(Line line, Path disk) throws IOException {
        SmallDisk small = new SmallDisk(line.state().toRealPath(), Files.createDirectories(disk));
        Command.slipway("down").run().expectSuccess();
        Command.bash("""
                set -e
                state='%1$s' disk='%2$s'
                size=$(($(du -sm "$state" | cut -f 1) + %3$d))
                mount -t tmpfs -o size=${size}m,mode=755 tmpfs "$disk"
                cp -a "$state/." "$disk/"
                mount --bind "$disk" "$state"
                """.formatted(small.state, small.disk, SPARE_MEGABYTES))
                .run()
                .expectSuccess();
        up();
        return small;
    }

    private static void up() {
        Command.slipway("up", "--built").run().expectSuccess();
    }

    /** Takes all the room there is; called again, what others have given back meanwhile. */
    void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream file =
                Files.newOutputStream(disk.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                file.write(chunk);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    /** There is room again. */
    void makeRoom() throws IOException {
        Files.deleteIfExists(disk.resolve("filler"));
    }

    /** It is larger from now on. What is free takes no memory. */
    void grow() {
        Command.bash("""
                set -e
                size=$(($(df -m --output=size '%1$s' | tail -n 1) + %2$d))
                mount -o remount,size=${size}m '%1$s'
                """.formatted(disk, PLENTY_MEGABYTES)).run().expectSuccess();
    }

    /** What the line did on it is gone. */
    @Override
    public void close() {
        Command.slipway("down").run();
        Command.bash("umount '" + state + "'; umount '" + disk + "'").run();
        up();
    }
}
