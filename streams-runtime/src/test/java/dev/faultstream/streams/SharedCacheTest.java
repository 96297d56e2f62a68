package dev.faultstream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

class SharedCacheTest {
    private static final int STORES = 72;
    private static final long CACHE_BYTES = 32L << 20;
    private static final int RECORDS = 300;
    private static final int RECORD_BYTES = 4 << 10;

    @TempDir
    private Path folder;

    @Test
    void shouldHoldTheMemtablesOfManyStoresWithinTheCache() throws RocksDBException {
        // Given
        Map<String, Object> configs = Map.of(
                SharedCache.BYTES,
                CACHE_BYTES,
                SharedCache.MEMTABLE_BYTES,
                SharedCache.memtableBytes(CACHE_BYTES, STORES));
        List<RocksDB> stores = new ArrayList<>();
        try (Options options = new Options().setCreateIfMissing(true);
                WriteOptions writes = new WriteOptions().setDisableWAL(true)) {
            options.setTableFormatConfig(new BlockBasedTableConfig());
            new SharedCache().setConfig("store", options, configs);
            for (int i = 0; i < STORES; i++) {
                stores.add(RocksDB.open(options, folder.resolve("store-" + i).toString()));
            }

            // When
            for (RocksDB store : stores) {
                for (int i = 0; i < RECORDS; i++) {
                    store.put(writes, key(i), new byte[RECORD_BYTES]);
                }
            }

            // Then
            long bytes = 0;
            for (RocksDB store : stores) {
                bytes += store.getLongProperty("rocksdb.cur-size-all-mem-tables");
            }
            assertThat(bytes).isBetween(1L, CACHE_BYTES);
        } finally {
            stores.forEach(RocksDB::close);
        }
    }

    @Test
    void shouldNeitherMakeMemtablesOfAFewRecordsNorHugeOnes() {
        assertThat(SharedCache.memtableBytes(1 << 20, 10_000)).isEqualTo(64 << 10);
        assertThat(SharedCache.memtableBytes(8L << 30, 6)).isEqualTo(16 << 20);
    }

    private static byte[] key(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
