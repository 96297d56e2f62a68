package dev.faultstream.sink.alert;

import dev.faultstream.sink.LogKeys;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands records to the ledger as what they tell, and puts those aside that cannot be read. Not thread-safe. */
final class RecordIntake {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordIntake.class);

    private final OutputSettings settings;
    private final OutputLedger ledger;
    private final DeadLetters deadLetters;
    private boolean saidUnreadable;

    RecordIntake(OutputSettings settings, OutputLedger ledger, DeadLetters deadLetters) {
        this.settings = settings;
        this.ledger = ledger;
        this.deadLetters = deadLetters;
    }

    /** Takes a record; tells whether there is something to do for its failure now. */
    boolean accept(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            ledger.acceptTombstone(record.key(), record.partition(), record.offset());
            return false;
        }
        FailureEvent event;
        try {
            event = FailureEvent.read(record, settings.filter());
        } catch (SerializationException e) {
            if (ledger.isNews(record.partition(), record.offset())) {
                putAside(record);
            }
            ledger.skip(record.partition(), record.offset());
            return false;
        }
        return ledger.accept(event);
    }

    private void putAside(ConsumerRecord<String, byte[]> record) {
        deadLetters.put(settings.deadLetters(), record, "output " + settings.name() + " cannot read it");
        (saidUnreadable ? LOGGER.atDebug() : LOGGER.atWarn())
                .addKeyValue(LogKeys.OUTPUT, settings.name())
                .addKeyValue(LogKeys.PARTITION, record.partition())
                .addKeyValue(LogKeys.OFFSET, record.offset())
                .log("put a record aside that cannot be read; further ones are logged at debug level");
        saidUnreadable = true;
    }
}
