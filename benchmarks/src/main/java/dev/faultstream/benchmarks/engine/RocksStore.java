package dev.faultstream.benchmarks.engine;

import dev.faultstream.analyzer.engine.OrderedStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** An ordered store in RocksDB, without a write-ahead log, as Kafka Streams writes. */
final class RocksStore implements OrderedStore, AutoCloseable {
    private final RocksDB db;
    private final WriteOptions writes = new WriteOptions().setDisableWAL(true);

    RocksStore(RocksDB db) {
        this.db = db;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return db.get(key);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void put(byte[] key, byte[] value) {
        try {
            db.put(writes, key, value);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void delete(byte[] key) {
        try {
            db.delete(writes, key);
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean scan(byte[] prefix, byte[] from, Visitor visitor) {
        try (RocksIterator entries = db.newIterator()) {
            for (entries.seek(from); entries.isValid(); entries.next()) {
                byte[] key = entries.key();
                if (key.length < prefix.length || !Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
                    return true;
                }
                if (!visitor.visit(key, entries.value())) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void close() {
        writes.close();
        db.close();
    }
}
