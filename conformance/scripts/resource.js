// The price of an order with its fee.
const fee = price => price > 100 ? 0 : 5;
price + fee(price);
