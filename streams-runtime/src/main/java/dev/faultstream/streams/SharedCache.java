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
    static final String MEMTABLE_BYTES = "faultstream.rocksdb.memtable.bytes";

    private static final double INDEX_SHARE = 0.1;
    private static final int MEMTABLES_SHARE = 2;
    private static final int MEMTABLES = 3;
    private static final long MIN_MEMTABLE_BYTES = 64L << 10;
    private static final long MAX_MEMTABLE_BYTES = 16L << 20;

    private static @Nullable Cache cache;
    private static @Nullable WriteBufferManager memtables;

    /**
     * How large a memtable of each of so many stores may grow. Together they stay below what the write buffer manager
     * allows, even with another application in the process. The manager alone is no bound: beyond it, only the store
     * that is written to is flushed, again and again and however little of the memory it holds, which ends in more
     * small files than RocksDB can merge while it takes writes; what the others hold stays.
     */
    static long memtableBytes(long cacheBytes, int stores) {
        long share = cacheBytes / MEMTABLES_SHARE / 2 / Math.max(1, stores);
        return Math.max(MIN_MEMTABLE_BYTES, Math.min(MAX_MEMTABLE_BYTES, share));
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        long bytes = number(configs, BYTES, StreamsSettings.CACHE_BYTES);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        synchronized (SharedCache.class) {
            if (cache == null || memtables == null) {
                RocksDB.loadLibrary();
                cache = new LRUCache(bytes, -1, false, INDEX_SHARE);
                memtables = new WriteBufferManager(bytes / MEMTABLES_SHARE, cache);
            }
            table.setBlockCache(cache);
            options.setWriteBufferManager(memtables);
        }
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferSize(number(configs, MEMTABLE_BYTES, MIN_MEMTABLE_BYTES));
        options.setMaxWriteBufferNumber(MEMTABLES);
    }

    @Override
    public void close(String storeName, Options options) {
        // Nothing of one store's own: cache and memtables are shared and live as long as the process.
    }

    private static long number(Map<String, Object> configs, String key, long otherwise) {
        return configs.get(key) instanceof Number number ? number.longValue() : otherwise;
    }
}
