package dev.faultstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Server sockets bound before Kafka is configured: the configuration can name the real ports, and no other process can take a
 * free port between choosing and using it.
 */
final class LoopbackSockets implements ServerSocketFactory {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int BACKLOG = 50;

    private final Map<Integer, ServerSocketChannel> unclaimed = new HashMap<>();

    /** Binds the port, 0 for any free one, and returns the bound port. */
    int reserve(int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(address(port), BACKLOG);
                int bound = channel.socket().getLocalPort();
                unclaimed.put(bound, channel);
                return bound;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (BindException e) {
            throw new EmbeddedKafkaException("port " + port + " is taken on " + LOOPBACK, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1}), port);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hostAndPort(int port) {
        return LOOPBACK + ":" + port;
    }

    @Override
    public synchronized ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        ServerSocketChannel channel = unclaimed.remove(address.getPort());
        if (channel == null) {
            throw new BindException("port " + address.getPort() + " was not reserved");
        }
        channel.configureBlocking(false);
        return channel;
    }

    /** Closes the sockets that no broker has claimed. */
    synchronized void closeUnclaimed() {
        try {
            for (ServerSocketChannel channel : unclaimed.values()) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            unclaimed.clear();
        }
    }
}
