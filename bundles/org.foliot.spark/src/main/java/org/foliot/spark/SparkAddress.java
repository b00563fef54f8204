package org.foliot.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.study.StudyException;

/**
 * Where a cluster is.
 *
 * @param url as Spark wants it
 * @param masters the masters of a cluster of its own, of which one leads; none for this machine alone
 */
record SparkAddress(String url, List<InetSocketAddress> masters) {
    private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|[1-9][0-9]{0,3})])?");
    private static final Pattern MASTER = Pattern.compile("([^:/,\\[\\]]+|\\[[0-9a-fA-F:.]+]):([0-9]{1,5})");
    private static final String SCHEME = "spark://";
    private static final int HIGHEST_PORT = 65535;
    private static final int PATIENCE_MILLIS = 5000;

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none; the message says what is
     */
    static SparkAddress parse(String text) {
        if (LOCAL.matcher(text).matches()) {
            return new SparkAddress(text, List.of());
        }
        List<InetSocketAddress> masters = new ArrayList<>();
        if (text.startsWith(SCHEME)) {
            for (String each : text.substring(SCHEME.length()).split(",", -1)) {
                Matcher master = MASTER.matcher(each);
                if (!master.matches()
                        || Integer.parseInt(master.group(2)) > HIGHEST_PORT
                        || Integer.parseInt(master.group(2)) == 0) {
                    throw wrong(text);
                }
                masters.add(InetSocketAddress.createUnresolved(
                        master.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(master.group(2))));
            }
        }
        if (masters.isEmpty()) {
            throw wrong(text);
        }
        return new SparkAddress(text, List.copyOf(masters));
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                text + ": an address is spark://HOST:PORT, with more masters after commas, or local[N] or local[*]");
    }

    /** Whether executors are on this machine. */
    boolean isHere() {
        return masters.stream().allMatch(SparkAddress::isLoopback);
    }

    /**
     * Sees whether anybody listens, which Spark itself takes a minute for.
     *
     * @throws StudyException when nobody does
     */
    void requireReachable() {
        List<String> failures = new ArrayList<>();
        for (InetSocketAddress master : masters) {
            try (Socket socket = new Socket()) {
                socket.connect(resolved(master), PATIENCE_MILLIS);
                return;
            } catch (IOException e) {
                failures.add(master.getHostString() + ":" + master.getPort() + ": "
                        + (resolved(master).isUnresolved() ? "there is no such host" : e.getMessage()));
            }
        }
        if (!failures.isEmpty()) {
            throw new StudyException("there is no Spark master at " + url + " (" + String.join("; ", failures) + ")");
        }
    }

    private static boolean isLoopback(InetSocketAddress master) {
        InetAddress address = resolved(master).getAddress();
        return address != null && address.isLoopbackAddress();
    }

    private static InetSocketAddress resolved(InetSocketAddress master) {
        return new InetSocketAddress(master.getHostString(), master.getPort());
    }
}
