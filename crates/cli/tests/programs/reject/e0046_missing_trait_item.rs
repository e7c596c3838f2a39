trait Work {
    fn start(&self);
    fn stop(&self);
}

struct Worker;

impl Work for Worker {
    fn start(&self) {}
}

fn main() {
    Worker.start();
    Worker.stop();
}
