package dev.slipway.line.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proxy that HTTPS_PROXY names, except for the hosts of NO_PROXY and this machine's own: as curl reads them. */
public final class EnvironmentProxy extends ProxySelector {
    private static final List<Proxy> NONE = List.of(Proxy.NO_PROXY);

    private final Proxy proxy;
    private final List<String> exceptions;

    private EnvironmentProxy(Proxy proxy, List<String> exceptions) {
        this.proxy = proxy;
        this.exceptions = List.copyOf(exceptions);
    }

    /**
     * The proxy of an environment; empty if it names none.
     *
     * @throws CallException if it is not the address of an HTTP proxy
     */
    public static Optional<ProxySelector> of(Map<String, String> environment) {
        return said(environment, "https_proxy")
                .map(address -> new EnvironmentProxy(
                        proxy(address),
                        Stream.of(said(environment, "no_proxy").orElse("").split("[,\\s]+"))
                                .map(host -> host.replaceFirst("^\\*?\\.", ""))
                                .filter(host -> !host.isEmpty())
                                .toList()));
    }

    private static Optional<String> said(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .flatMap(each -> Stream.ofNullable(environment.get(each)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static Proxy proxy(String address) {
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
                return new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
            }
        } catch (IllegalArgumentException e) {
            // It is no address; it may contain a password, so it is not repeated.
        }
        throw new CallException(
                "HTTPS_PROXY is not the address of an HTTP proxy.", "An example: http://proxy.example.org:3128");
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost();
        boolean isDirect = host == null
                || !"https".equalsIgnoreCase(uri.getScheme())
                || exceptions.stream().anyMatch(exception -> isOf(exception, host))
                || isHere(host);
        return isDirect ? NONE : List.of(proxy);
    }

    private static boolean isOf(String exception, String host) {
        return exception.equals("*")
                || host.equalsIgnoreCase(exception)
                || host.regionMatches(
                        true, host.length() - exception.length() - 1, "." + exception, 0, exception.length() + 1);
    }

    /** Whether it is this machine, as on the line's own; a name that only the proxy can resolve is not. */
    private static boolean isHere(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    @Override
    public void connectFailed(@Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException failure) {
        // There is no other.
    }
}
