package dev.slipway.line.cost;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Goes into the copy: tells, where it is asked to, how much the threads that serve requests have allocated so far. What the worker does by
 * itself, on other threads, is not among it.
 */
@Provider
public class AllocationMeter implements ContainerResponseFilter {
    /** Names the header that asks, and that which answers: the number of a thread, an equals sign, bytes; parted by commas. */
    public static final String HEADER = "X-Allocated";

    /** WildFly's: those that read requests, and those that carry them out. */
    private static final String SERVING = "default ";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getHeaderString(HEADER) != null) {
            try {
                response.getHeaders().putSingle(HEADER, allocated());
            } catch (JMException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** By name: the class of it is none that an archive sees. */
    private static String allocated() throws JMException {
        long[] threads = Stream.of(ManagementFactory.getThreadMXBean()
                        .getThreadInfo(ManagementFactory.getThreadMXBean().getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().startsWith(SERVING))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        long[] bytes = (long[]) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                        "getThreadAllocatedBytes",
                        new Object[] {threads},
                        new String[] {long[].class.getName()});
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < threads.length; i++) {
            text.add(threads[i] + "=" + bytes[i]);
        }
        return text.toString();
    }
}
