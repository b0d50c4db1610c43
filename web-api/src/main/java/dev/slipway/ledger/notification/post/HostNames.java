package dev.slipway.ledger.notification.post;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.spi.NamingManager;
import org.jspecify.annotations.Nullable;

/**
 * Finds the addresses of hosts: from the JVM's resolver, which in a native line knows only the line's own names; then
 * from the machine's DNS.
 */
public final class HostNames {
    /** In one query they would be one of all types, which servers may refuse, and answer by the name of a CNAME alone. */
    private static final List<String> TYPES = List.of("A", "AAAA");

    /** The machine's DNS servers. */
    private static final String MACHINE = "dns:///";

    private static final String PATIENCE_MILLISECONDS = "2000";

    private HostNames() {}

    static InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return byDns(host, MACHINE);
        }
    }

    /** The DNS did not answer, so the host may exist. */
    static final class SilentException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        SilentException(String host, @Nullable NamingException cause) {
            super(host);
            initCause(cause);
        }
    }

    /**
     * The addresses that the DNS has.
     *
     * @param servers the DNS servers, as a URL that ends with a slash
     */
    static InetAddress[] byDns(String host, String servers) throws UnknownHostException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put("com.sun.jndi.dns.timeout.initial", PATIENCE_MILLISECONDS);
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        // The JDK's own provider, which the archive's class loader does not see.
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Context dns = NamingManager.getURLContext("dns", environment);
            if (!(dns instanceof DirContext directory)) {
                throw new SilentException(host, null);
            }
            try {
                return addresses(host, servers, directory);
            } finally {
                directory.close();
            }
        } catch (NamingException e) {
            throw new SilentException(host, e);
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    private static InetAddress[] addresses(String host, String servers, DirContext dns)
            throws NamingException, UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String type : TYPES) {
            try {
                addresses.addAll(records(servers + host + ".", type, dns));
            } catch (NameNotFoundException e) {
                // Some servers say so of a host that has only addresses of the other type.
            } catch (NamingException e) {
                if (addresses.isEmpty()) {
                    throw e;
                }
            }
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses.toArray(InetAddress[]::new);
    }

    @SuppressWarnings("BanJNDI") // in DNS there are no objects
    private static List<InetAddress> records(String name, String type, DirContext dns)
            throws NamingException, UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        NamingEnumeration<? extends Attribute> records =
                dns.getAttributes(name, new String[] {type}).getAll();
        while (records.hasMore()) {
            NamingEnumeration<?> values = records.next().getAll();
            while (values.hasMore()) {
                addresses.add(InetAddress.getByName(String.valueOf(values.next())));
            }
        }
        return addresses;
    }
}
