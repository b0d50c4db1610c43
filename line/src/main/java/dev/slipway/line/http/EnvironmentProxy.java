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

    private final String address;
    private final List<String> exceptions;

    private EnvironmentProxy(String address, List<String> exceptions) {
        this.address = address;
        this.exceptions = List.copyOf(exceptions);
    }

    /** The proxy of an environment; empty if it names none. */
    public static Optional<ProxySelector> of(Map<String, String> environment) {
        return value(environment, "https_proxy")
                .map(address -> new EnvironmentProxy(
                        address,
                        Stream.of(value(environment, "no_proxy").orElse("").split("[,\\s]+"))
                                .map(host -> host.replaceFirst("^\\*?\\.", ""))
                                .filter(host -> !host.isEmpty())
                                .toList()));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .flatMap(each -> Stream.ofNullable(environment.get(each)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /**
     * Selects the proxy for an address.
     *
     * @throws CallException if one is needed, and the variable's value is not the address of an HTTP proxy
     */
    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost();
        boolean isDirect = host == null
                || !"https".equalsIgnoreCase(uri.getScheme())
                || exceptions.stream().anyMatch(exception -> isOf(exception, host))
                || isHere(host);
        return isDirect ? NONE : List.of(proxy(host));
    }

    /** The address may contain a password, so no message repeats it. */
    private Proxy proxy(String host) {
        String exception = "Where no proxy is needed: NO_PROXY=" + host;
        try {
            URI uri = URI.create(address.contains("://") ? address : "http://" + address);
            if (uri.getHost() != null && "http".equalsIgnoreCase(uri.getScheme())) {
                if (uri.getUserInfo() != null) {
                    throw new CallException("HTTPS_PROXY has a user name: the CLI signs in to no proxy.", exception);
                }
                return new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
            }
        } catch (IllegalArgumentException e) {
            // Not an address.
        }
        throw new CallException(
                "HTTPS_PROXY is not the address of an HTTP proxy.",
                "An example: http://proxy.example.org:3128. " + exception);
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
