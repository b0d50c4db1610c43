package dev.slipway.line.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of an answer, whose rest nobody reads: an application may respond byte by byte, and endlessly. Uses a
 * plain socket: java.net.http reads all headers, and the body without a time limit, and cannot send another host name
 * than the address's.
 */
public final class StatusLine {
    private static final int TIMEOUT_MILLISECONDS = 5_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int STATUS_LENGTH = 12;
    private static final int AT_ONCE = 8_192;

    private StatusLine() {}

    /**
     * The HTTP status; 0 if there is no answer in time, or the guard finds another program.
     *
     * @param request the lines of the request, each with its end; made once the guard has let it pass
     */
    public static int status(InetSocketAddress address, PortGuard guard, Supplier<String> request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), TIMEOUT_MILLISECONDS);
            guard.check();
            String text = request.get() + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            Matcher status = STATUS.matcher(beginning(socket));
            return status.lookingAt() ? Integer.parseInt(status.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Reads until the status is complete or the time is up. */
    private static String beginning(Socket socket) throws IOException {
        byte[] bytes = new byte[AT_ONCE];
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLISECONDS);
        int length = 0;
        while (length < STATUS_LENGTH) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                break;
            }
            socket.setSoTimeout((int) left);
            int count = socket.getInputStream().read(bytes, length, bytes.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
