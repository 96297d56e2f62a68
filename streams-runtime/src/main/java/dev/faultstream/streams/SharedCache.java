package dev.faultstream.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache, memtables counted in, for all RocksDB stores of the process: their off-heap memory has a bound
 * however many partitions there are. Public because Kafka Streams makes it by name. The first store's setting counts.
 */
public final class SharedCache implements RocksDBConfigSetter {
    static final String BYTES = "faultstream.rocksdb.cache.bytes";

    private static final double INDEX_SHARE = 0.1;
    private static final int MEMTABLE_SHARE = 2;
    private static final int MEMTABLES = 3;
    private static final long MEMTABLE_BYTES = 16L << 20;

    private static @Nullable Cache cache;
    private static @Nullable WriteBufferManager memtables;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        long bytes = configs.get(BYTES) instanceof Number number ? number.longValue() : StreamsSettings.CACHE_BYTES;
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        synchronized (SharedCache.class) {
            if (cache == null || memtables == null) {
                RocksDB.loadLibrary();
                cache = new LRUCache(bytes, -1, false, INDEX_SHARE);
                memtables = new WriteBufferManager(bytes / MEMTABLE_SHARE, cache);
            }
            table.setBlockCache(cache);
            options.setWriteBufferManager(memtables);
        }
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxWriteBufferNumber(MEMTABLES);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing of one store's own: cache and memtables are shared and live as long as the process.
    }
}
