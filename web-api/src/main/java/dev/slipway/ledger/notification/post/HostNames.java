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
    private static final String[] RECORDS = {"A", "AAAA"};
    private static final String PATIENCE_MILLISECONDS = "2000";

    private HostNames() {}

    static InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return byDns(host);
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

    private static InetAddress[] byDns(String host) throws UnknownHostException {
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
                return addresses(host, directory);
            } finally {
                directory.close();
            }
        } catch (NameNotFoundException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        } catch (NamingException e) {
            throw new SilentException(host, e);
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    @SuppressWarnings("BanJNDI") // in DNS there are no objects
    private static InetAddress[] addresses(String host, DirContext dns) throws NamingException, UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        NamingEnumeration<? extends Attribute> records =
                dns.getAttributes("dns:///" + host + ".", RECORDS).getAll();
        while (records.hasMore()) {
            NamingEnumeration<?> values = records.next().getAll();
            while (values.hasMore()) {
                addresses.add(InetAddress.getByName(String.valueOf(values.next())));
            }
        }
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses.toArray(InetAddress[]::new);
    }
}
