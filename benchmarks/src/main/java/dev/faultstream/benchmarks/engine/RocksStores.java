package dev.faultstream.benchmarks.engine;

import dev.faultstream.analyzer.engine.EngineStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * An engine's stores in RocksDB, set up as Kafka Streams and the analyzer's shell set it up, but without the cache and
 * the changelog of Kafka Streams. Their folder is temporary.
 */
final class RocksStores implements AutoCloseable {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long MEMTABLE_BYTES = 4L << 20;
    private static final int BLOCK_BYTES = 4096;

    private final Path folder;
    private final Cache cache;
    private final Options options;
    private final List<RocksStore> opened = new ArrayList<>();
    private final EngineStores stores;

    RocksStores() throws IOException {
        RocksDB.loadLibrary();
        folder = Files.createTempDirectory("faultstream-benchmark");
        cache = new LRUCache(CACHE_BYTES);
        options = new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setWriteBufferSize(MEMTABLE_BYTES)
                .setMaxWriteBufferNumber(2)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockSize(BLOCK_BYTES)
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(new BloomFilter()));
        stores = new EngineStores(
                open("resources"),
                open("index"),
                open("dependents"),
                open("evaluations"),
                open("wakeups"),
                open("failures"));
    }

    EngineStores stores() {
        return stores;
    }

    private RocksStore open(String name) {
        try {
            RocksStore store =
                    new RocksStore(RocksDB.open(options, folder.resolve(name).toString()));
            opened.add(store);
            return store;
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        opened.forEach(RocksStore::close);
        options.close();
        cache.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
